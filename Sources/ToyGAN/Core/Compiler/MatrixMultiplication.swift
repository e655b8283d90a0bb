import CKernels
import COneDNN

/// Computes matrix products, by a library or, for small ones, by our own kernel.
///
/// To support another platform, replace this file.
package enum MatrixMultiplication {
  /// Restricts products on the calling thread to that thread; call it once per thread.
  package static func prepareThread() {
    if toygan_multiply_on_one_thread() == 0 {
      fatalError("oneDNN runs without OpenMP here; its threads cannot be limited to one")
    }
  }

  /// Computes the product, or adds it to what is in its place.
  @inline(__always)
  package static func run(
    _ p: MatrixProduct, adding: Bool = false, in arena: UnsafeMutablePointer<Float>
  ) {
    if p.isSmall {
      toygan_small_product(
        arena + p.a, arena + p.b, arena + p.c, Int32(p.m), Int32(p.n), Int32(p.k),
        p.transposeLeft ? 1 : 0, p.transposeRight ? 1 : 0, adding ? 1 : 0)
      return
    }
    let (no, yes) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "T")))
    let a = factor(p.leftFactor, multipliedWith: p.n, in: arena)
    let b = factor(p.rightFactor, multipliedWith: p.m, in: arena)
    dnnl_sgemm(
      p.transposeLeft ? yes : no, p.transposeRight ? yes : no, Int64(p.m), Int64(p.n), Int64(p.k),
      1, a.start, Int64(a.stride), b.start, Int64(b.stride), adding ? 1 : 0, arena + p.c, Int64(p.n)
    )
  }

  /// The memory from which the library reads a factor: a copy that is made now, if the factor has a place for one and
  /// enough rows or columns of the other factor use it.
  ///
  /// The last band can have fewer rows than the others.
  @inline(__always)
  private static func factor(
    _ factor: MatrixProduct.Factor, multipliedWith other: Int, in arena: UnsafeMutablePointer<Float>
  ) -> (start: UnsafePointer<Float>, stride: Int) {
    guard let copy = factor.copy, other >= fewest else {
      return (UnsafePointer(arena + factor.at), factor.columns)
    }
    let stride = factor.columns + gap
    ColumnCopy(
      rows: factor.rows, columns: factor.columns, from: factor.at, fromStride: factor.columns,
      to: copy, toStride: stride
    ).run(in: arena)
    return (UnsafePointer(arena + copy), stride)
  }

  /// By how many floats the rows of a copied factor are farther apart than those of the factor: one line of the cache.
  private static let gap = 16
  /// The fewest rows or columns of the other factor for which a copy pays.
  private static let fewest = 32

  /// Whether the library computes with AVX2; with AVX-512 copies were not measured.
  private static let copiesFactors = toygan_products_use_avx2() != 0

  /// Gives factors that the library reads slowly a place for a copy, from `base` on; returns the floats that copies take.
  ///
  /// Its kernels for AVX2 first gather a factor from several of its rows. Where these are a multiple of 2 KiB apart, they
  /// fall on few lines of the first-level cache and displace each other: [256, 512] × [512, 512] takes 2.0 ms on an AMD
  /// EPYC, and 1.4 with a copy whose rows have another distance. If the left factor is transposed, so that both are
  /// gathered, a multiple of 512 bytes is slow. `Benchmarks/README.md` has more figures. `rows` is the largest number
  /// of rows that a band has.
  static func placeCopies(of product: inout MatrixProduct, at base: Int, rows: Int) -> Int {
    guard copiesFactors, !product.isSmall else { return 0 }
    var end = (base + 15) / 16 * 16
    let conflict = product.transposeLeft ? 128 : 512  // floats
    func place(_ factor: MatrixProduct.Factor, multipliedWith other: Int) -> Int? {
      guard factor.columns % conflict == 0, other >= fewest else { return nil }
      defer { end += factor.rows * (factor.columns + gap) }
      return end
    }
    let part = product.part(0..<min(rows, product.rows))
    if product.transposeLeft {
      product.copies.a = place(part.leftFactor, multipliedWith: product.n)
    }
    if !product.transposeRight {
      product.copies.b = place(part.rightFactor, multipliedWith: product.m)
    }
    return end - base
  }
}

extension MatrixProduct {
  /// Whether the overhead of the library exceeds its advantage.
  ///
  /// This is the case for few columns and, if the left factor is transposed, for few of its rows, according
  /// to measurements; `Benchmarks/README.md` has the figures.
  var isSmall: Bool {
    n <= 64 && n % 16 == 0 && (!transposeLeft || k <= 128 || n == 16)
      && (!transposeRight || n * k <= Int(toygan_most_turned_entries))
  }
}
