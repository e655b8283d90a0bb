import CGSL

/// Eigenvalues and eigenvectors of a symmetric matrix, by GSL's QR iteration in double precision.
///
/// Offsets are in floats from the start of the arena.
struct EigenProblem {
  var size: Int
  /// Where the matrix [size, size] lies.
  var matrix: Int
  /// Where the values and then the vectors go.
  var sink: Int
  /// Kept by the program; solving allocates nothing.
  var workspace: UnsafeMutablePointer<toygan_eigen_workspace>

  func solve(in arena: UnsafeMutablePointer<Float>) {
    toygan_solve_eigen(workspace, arena + matrix, arena + sink)
  }
}
