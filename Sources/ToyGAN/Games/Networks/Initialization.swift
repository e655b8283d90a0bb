import CGSL
import ToyGANCore

/// Distribution of a weight matrix [fan-in, fan-out] before training; biases start at zero.
public enum Initialization: Hashable, Sendable {
  /// `gain` times a matrix with orthonormal rows or columns (Saxe et al. 2014, arXiv:1312.6120).
  case orthogonal(gain: Double)
  /// Uniform on ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, equation 16).
  case glorot
  /// Uniform on ±√(6 / fan-in) (He et al. 2015, arXiv:1502.01852, equation 10).
  case he
  /// Normal with mean zero and this standard deviation.
  case normal(deviation: Double)

  /// Initial values of one matrix, in row-major order.
  func values(_ shape: Shape, from stream: RandomStream) -> [Float] {
    switch self {
    case .orthogonal(let gain): return orthogonal(shape, gain, stream)
    case .glorot:
      return uniform(shape, bound: (6 / Double(shape.rows + shape.columns)).squareRoot(), stream)
    case .he: return uniform(shape, bound: (6 / Double(shape.rows)).squareRoot(), stream)
    case .normal(let deviation):
      return normals(shape.count, stream).map { $0 * Float(deviation) }
    }
  }

  private func normals(_ count: Int, _ stream: RandomStream) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, used in
      stream.fillNormals(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      used = count
    }
  }

  private func uniform(_ shape: Shape, bound: Double, _ stream: RandomStream) -> [Float] {
    [Float](unsafeUninitializedCapacity: shape.count) { buffer, used in
      stream.fillUniforms(UnsafeMutableBufferPointer(rebasing: buffer[..<shape.count]))
      used = shape.count
    }.map { Float(bound) * (2 * $0 - 1) }
  }

  /// Q of a Gaussian matrix's QR factors, with R's diagonal made positive: uniform over
  /// orthogonal matrices (Mezzadri 2007, arXiv:math-ph/0609050).
  private func orthogonal(_ shape: Shape, _ gain: Double, _ stream: RandomStream) -> [Float] {
    let (tall, wide) = (max(shape.rows, shape.columns), min(shape.rows, shape.columns))
    var a = normals(shape.count, stream).map(Double.init)  // [tall, wide]
    var scales = [Double](repeating: 0, count: wide)
    var q = [Double](repeating: 0, count: tall * wide)
    let status = toygan_thin_qr(tall, wide, &a, &scales, &q)
    guard status == 0 else { fatalError("QR of \(shape): \(GSLError(status: status))") }
    return (0..<shape.count).map { k in
      let (i, j) = (k / shape.columns, k % shape.columns)
      let (row, column) = shape.rows >= shape.columns ? (i, j) : (j, i)
      let sign: Double = a[column * wide + column] < 0 ? -1 : 1
      return Float(gain * sign * q[row * wide + column])
    }
  }
}
