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
    dnnl_sgemm(
      p.transposeLeft ? yes : no, p.transposeRight ? yes : no, Int64(p.m), Int64(p.n), Int64(p.k),
      1, arena + p.a, Int64(p.transposeLeft ? p.m : p.k), arena + p.b,
      Int64(p.transposeRight ? p.k : p.n), adding ? 1 : 0, arena + p.c, Int64(p.n))
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
