import CGSL
import ToyGANCore

/// Eigenvalues of real square matrices, which need not be symmetric.
enum Eigenvalues {
  /// All eigenvalues with multiplicity, in descending order of imaginary and then real part.
  ///
  /// Uses the QR algorithm of the GNU Scientific Library; throws a `GSLError` if it does not converge.
  static func of(_ matrix: [[Double]]) throws(GSLError) -> [Complex] {
    GSL.start()
    var entries = matrix.flatMap { $0 }  // [n, n]
    var values = [Double](repeating: 0, count: 2 * matrix.count)
    try GSL.check(toygan_eigenvalues(matrix.count, &entries, &values))
    return matrix.indices.map { Complex(values[2 * $0], values[2 * $0 + 1]) }.sorted {
      ($0.imaginary, $0.real) > ($1.imaginary, $1.real)
    }
  }
}
