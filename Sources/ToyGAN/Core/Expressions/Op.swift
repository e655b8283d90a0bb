/// The primitives of which every expression is made.
///
/// Every rule about them is an exhaustive `switch`, so a new case does not compile until it has a
/// shape, a derivative, a meaning for the interpreter and a kernel.
package enum Op: Hashable, Sendable {
  /// A matrix given from outside: weights, optimizer memory, a minibatch.
  case leaf(String)
  /// Random numbers, afresh at every run of a program.
  case draw(Distribution)
  /// One number, repeated.
  case constant(Double)
  case unary(Unary)
  case binary(Binary)
  case matmul(transposeLeft: Bool, transposeRight: Bool)
  /// Sum over rows, columns or both, to a shape whose sizes are 1 or unchanged.
  case sum
  /// The transpose of `sum`: repetition of rows, columns or both.
  case broadcast
  /// Part of a row vector [1, n], from `offset` on, as a matrix in row-major order.
  case slice(offset: Int)
  /// The transpose of `slice`: matrices laid side by side in a row vector, zeros between them.
  case concat(offsets: [Int])
  /// Some columns of a matrix, from one on: [n, m] → [n, k].
  case columns(from: Int)
  /// The transpose of `columns`: a matrix [n, k] from a column on, zeros beside it, → [n, m].
  case placedColumns(at: Int)
  /// Derivatives of minibatch closeness, [n, kernels · d] → [n, kernels]; see `Tensor.closeness`.
  case closeness(kernels: Int)
  /// The transpose of `closeness` in its first direction, → [n, kernels · d].
  case closenessTranspose(kernels: Int)
  /// Eigenvalues and eigenvectors of a symmetric matrix [n, n] in one row [1, n + n²]; see
  /// `Tensor.eigenvectors`.
  case eigenvectors
}

/// Functions of one number, applied entry by entry.
package enum Unary: Int32, CaseIterable, Sendable {
  case copy, negate, exp, expm1, log, squareRoot, tanh, sigmoid, softplus, relu, step, absolute,
    sign, sine, cosine
}

/// Functions of two numbers, applied entry by entry to matrices of the same shape.
package enum Binary: Int32, CaseIterable, Sendable {
  case add, subtract, multiply, divide, minimum, maximum
}

/// How a random matrix is filled: uniform on [0, 1), or standard normal.
public enum Distribution: String, CaseIterable, Hashable, Codable, Sendable { case uniform, normal }
