import CGSL

/// Eigenvalues and eigenvectors of a symmetric matrix, by GSL's QR iteration in double precision.
///
/// Offsets are in floats from the start of the arena.
struct EigenProblem {
  var size: Int
  /// Offset of the matrix [size, size].
  var matrix: Int
  /// Offset at which the eigenvalues, followed by the eigenvectors, are written.
  var sink: Int
  /// Owned by the program, so that solving allocates nothing.
  var workspace: UnsafeMutablePointer<toygan_eigen_workspace>

  func solve(in arena: UnsafeMutablePointer<Float>) {
    toygan_solve_eigen(workspace, arena + matrix, arena + sink)
  }
}
