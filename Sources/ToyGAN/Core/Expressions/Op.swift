/// The primitive operations of expressions.
///
/// Every rule about them is an exhaustive `switch`, so that a new case does not compile until it has a
/// shape, a derivative, an implementation in the interpreter and a kernel.
package enum Op: Hashable, Sendable {
  /// A matrix given as input: weights, optimizer state, a minibatch.
  case leaf(String)
  /// Random numbers, drawn again at every run of a program.
  case draw(Distribution)
  /// A constant, repeated over a shape.
  case constant(Double)
  case unary(Unary)
  case binary(Binary)
  case matmul(transposeLeft: Bool, transposeRight: Bool)
  /// Sum over rows, columns or both, to a shape whose sizes are 1 or unchanged.
  case sum
  /// The transpose of `sum`: repeats rows, columns or both.
  case broadcast
  /// A part of a row vector [1, n], starting at `offset`, as a matrix in row-major order.
  case slice(offset: Int)
  /// The transpose of `slice`: matrices placed in a row vector, with zeros between them.
  case concat(offsets: [Int])
  /// Consecutive columns of a matrix, starting at `from`: [n, m] → [n, k].
  case columns(from: Int)
  /// The transpose of `columns`: a matrix [n, k] placed at a column among zeros, → [n, m].
  case placedColumns(at: Int)
  /// Derivatives of minibatch closeness, [n, kernels · d] → [n, kernels]; see `Tensor.closeness`.
  case closeness(kernels: Int)
  /// The transpose of `closeness` with respect to its first direction, → [n, kernels · d].
  case closenessTranspose(kernels: Int)
  /// Eigenvalues and eigenvectors of a symmetric matrix [n, n] in one row [1, n + n²]; see
  /// `Tensor.eigenvectors`.
  case eigenvectors
}

/// Functions of one number, applied elementwise.
package enum Unary: Int32, CaseIterable, Sendable {
  case copy, negate, exp, expm1, log, squareRoot, tanh, sigmoid, softplus, relu, step, absolute,
    sign, sine, cosine
}

/// Functions of two numbers, applied elementwise to matrices of the same shape.
package enum Binary: Int32, CaseIterable, Sendable {
  case add, subtract, multiply, divide, minimum, maximum
}

/// Distribution of a random matrix: uniform on [0, 1), or standard normal.
public enum Distribution: String, CaseIterable, Hashable, Codable, Sendable { case uniform, normal }
