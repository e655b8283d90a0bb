import CGSL

/// A symmetric matrix of the GNU Scientific Library.
final class SymmetricMatrix {
  private let size: Int
  private let matrix: UnsafeMutablePointer<gsl_matrix>

  /// The products of each two of some vectors of equal length.
  init(productsOf vectors: [[Double]]) {
    size = vectors.count
    guard let made = gsl_matrix_calloc(size, size) else {
      fatalError("no memory for a matrix [\(size), \(size)]")
    }
    matrix = made
    for i in 0..<size {
      for j in 0...i {
        let product = zip(vectors[i], vectors[j]).reduce(0.0) { $0 + $1.0 * $1.1 }
        gsl_matrix_set(matrix, i, j, product)
        gsl_matrix_set(matrix, j, i, product)
      }
    }
  }

  deinit { gsl_matrix_free(matrix) }

  /// The unit eigenvectors of the largest eigenvalues, in descending order; changes the matrix.
  func leadingVectors(_ count: Int) -> [[Double]] {
    guard let values = gsl_vector_alloc(size), let vectors = gsl_matrix_alloc(size, size),
      let work = gsl_eigen_symmv_alloc(size)
    else { fatalError("no memory for a matrix [\(size), \(size)]") }
    defer {
      gsl_vector_free(values)
      gsl_matrix_free(vectors)
      gsl_eigen_symmv_free(work)
    }
    gsl_eigen_symmv(matrix, values, vectors, work)
    gsl_eigen_symmv_sort(values, vectors, GSL_EIGEN_SORT_VAL_DESC)
    return (0..<count).map { column in (0..<size).map { gsl_matrix_get(vectors, $0, column) } }
  }
}
