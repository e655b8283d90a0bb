import CKernels
import ToyGANCore

extension SampleSet {
  /// Whether every coordinate is a number below `limit` in magnitude.
  func isFinite(below limit: Double = .infinity) -> Bool { values.allSatisfy { abs($0) < limit } }

  /// Numbers of rows and columns, for messages.
  var shape: String { "[\(count), \(dimension)]" }

  /// Traps unless two sets have the same dimension, and neither is empty.
  static func requireComparable(_ a: SampleSet, _ b: SampleSet) {
    guard a.dimension == b.dimension, a.count > 0, b.count > 0 else {
      fatalError("samples \(a.shape) and \(b.shape) cannot be compared")
    }
  }

  /// The result of a kernel that processes all pairs of a sample of `a` and a sample of `b`.
  static func withPairs<Result>(
    _ a: SampleSet, _ b: SampleSet, _ kernel: (UnsafePointer<toygan_pairs>) -> Result
  ) -> Result {
    let stride = paddedCount(b.count)
    let columns = b.columns(stride: stride)
    return a.values.withUnsafeBufferPointer { rows in
      columns.withUnsafeBufferPointer { columns in
        var pairs = toygan_pairs(
          rows: rows.baseAddress, columns: columns.baseAddress, row_count: Int64(a.count),
          column_count: Int64(b.count), dimension: Int64(a.dimension), stride: Int64(stride))
        return kernel(&pairs)
      }
    }
  }

  /// The padded length of `count` numbers in kernels, which process several numbers at a time.
  static func paddedCount(_ count: Int) -> Int {
    let lanes = toygan_pair_lanes
    return (count + lanes - 1) / lanes * lanes
  }

  /// The coordinates in column-major order, `[d, stride]`, with zeros after the last sample.
  private func columns(stride: Int) -> [Double] {
    var columns = [Double](repeating: 0, count: dimension * stride)
    for row in 0..<count {
      for k in 0..<dimension { columns[k * stride + row] = values[row * dimension + k] }
    }
    return columns
  }
}
