/// Eigenvectors by cyclic Jacobi rotations (Golub and Van Loan, section 8.5), for the interpreter: slow,
/// and independent of the method that programs use.
struct JacobiRotations {
  private let n: Int
  /// The matrix, which becomes more diagonal with each rotation.
  private var a: [Double]
  /// The rows to which the same rotations are applied.
  private var w: [Double]

  init(_ matrix: [Double], size n: Int) {
    self.n = n
    a = (0..<n * n).map { 0.5 * (matrix[$0] + matrix[$0 % n * n + $0 / n]) }
    w = (0..<n * n).map { $0 / n == $0 % n ? 1 : 0 }
    for _ in 0..<30 { for p in 0..<n { for q in p + 1..<max(n, p + 1) { rotate(p, q) } } }
  }

  /// Rotates the plane of p and q such that a[p, q] becomes zero.
  private mutating func rotate(_ p: Int, _ q: Int) {
    let off = a[p * n + q]
    if off == 0 { return }
    let theta = (a[q * n + q] - a[p * n + p]) / (2 * off)
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    for k in 0..<n { turn(&a, k * n + p, k * n + q, c, t * c) }
    for k in 0..<n { turn(&a, p * n + k, q * n + k, c, t * c) }
    for k in 0..<n { turn(&w, p * n + k, q * n + k, c, t * c) }
  }

  private func turn(_ x: inout [Double], _ i: Int, _ j: Int, _ c: Double, _ s: Double) {
    (x[i], x[j]) = (c * x[i] - s * x[j], s * x[i] + c * x[j])
  }

  /// Eigenvalues in descending order, followed by eigenvectors with the sign of `Tensor.eigenvectors`.
  var result: [Double] {
    let order = (0..<n).sorted { a[$0 * n + $0] > a[$1 * n + $1] }
    let vectors = order.flatMap { i in
      let row = Array(w[i * n..<(i + 1) * n])
      let sum = row.enumerated().reduce(0) { $0 + $1.element / Double($1.offset + 1) }
      return sum < 0 ? row.map { -$0 } : row
    }
    return order.map { a[$0 * n + $0] } + vectors
  }
}
