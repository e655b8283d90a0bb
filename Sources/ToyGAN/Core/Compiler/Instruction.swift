import CKernels

/// One step of a compiled routine.
///
/// Instructions are plain values: running one changes no reference count.
/// Offsets are in floats from the start of the arena.
enum Instruction {
  /// A fused group of elementwise operations and the reductions that follow them.
  case group(UnsafePointer<toygan_group>)
  case multiply(MatrixProduct)
  case closeness(UnsafePointer<toygan_closeness>)
  case closenessTranspose(UnsafePointer<toygan_closeness>)
  case eigenvectors(EigenProblem)
  case copy(from: Int, to: Int, count: Int)
  case copyColumns(ColumnCopy)
  case zero(at: Int, count: Int)
}

/// A rectangle of `rows` by `columns`, copied from one matrix to another, whose rows may have another length.
struct ColumnCopy {
  var rows, columns: Int
  var from, fromStride: Int
  var to, toStride: Int

  func run(in arena: UnsafeMutablePointer<Float>) {
    for row in 0..<rows {
      (arena + to + row * toStride).update(from: arena + from + row * fromStride, count: columns)
    }
  }
}

/// C = op(A) op(B), row-major, [m, n] = [m, k] × [k, n].
package struct MatrixProduct {
  var m, n, k: Int
  var transposeLeft, transposeRight: Bool
  var a, b, c: Int
  /// Whether memory holds only the current band's rows of a factor or of the product.
  var isBand = (a: false, b: false, c: false)
  /// Places for copies of the factors, where the library is faster with them.
  var copies: (a: Int?, b: Int?)

  package init(
    m: Int, n: Int, k: Int, transposeLeft: Bool, transposeRight: Bool, a: Int, b: Int, c: Int
  ) {
    self.m = m
    self.n = n
    self.k = k
    self.transposeLeft = transposeLeft
    self.transposeRight = transposeRight
    self.a = a
    self.b = b
    self.c = c
  }
}

extension MatrixProduct {
  /// The rows over which the product can run in bands: those of the left factor.
  var rows: Int { transposeLeft ? k : m }

  /// The part of the product that some of its `rows` contribute; with a transposed left factor, it is to be added.
  @inline(__always)
  func part(_ band: Range<Int>) -> MatrixProduct {
    if band.lowerBound == 0, band.upperBound >= rows { return self }
    var part = self
    if !isBand.a { part.a += band.lowerBound * (transposeLeft ? m : k) }
    if transposeLeft {
      part.k = min(band.upperBound, k) - band.lowerBound
      if !isBand.b { part.b += band.lowerBound * n }
    } else {
      part.m = min(band.upperBound, m) - band.lowerBound
      if !isBand.c { part.c += band.lowerBound * n }
    }
    return part
  }

  /// A factor in memory: where it begins, its rows and columns, and the place for its copy.
  typealias Factor = (at: Int, rows: Int, columns: Int, copy: Int?)

  var leftFactor: Factor {
    (a, transposeLeft ? k : m, transposeLeft ? m : k, copies.a)
  }

  var rightFactor: Factor {
    (b, transposeRight ? n : k, transposeRight ? k : n, copies.b)
  }

  /// Number of multiplications and additions.
  package var flops: Int { 2 * m * n * k }
}
