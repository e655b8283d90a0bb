/// The eigendecomposition of symmetric matrices, with derivatives of any order.
extension Tensor {
  /// Eigenvalues [1, n] in descending order, and eigenvectors, the rows of
  /// [n, n], of the symmetric part of this matrix [n, n].
  ///
  ///     A = Σᵢ λᵢ wᵢᵀ wᵢ
  ///
  /// An eigenvector has length 1 and the sign with Σₖ wᵢₖ / k > 0. Traps if the matrix is not square.
  public func eigenvectors() -> (values: Tensor, vectors: Tensor) {
    let n = shape.rows
    guard shape.columns == n else { fatalError("eigenvectors: \(shape) is not square") }
    return Tensor(.eigenvectors, [self], Shape(1, n + n * n)).eigenparts(n)
  }

  /// Eigenvalues and eigenvectors in one row vector.
  private func eigenparts(_ n: Int) -> (values: Tensor, vectors: Tensor) {
    (slice(from: 0, Shape(1, n)), slice(from: n, Shape(n, n)))
  }

  /// The cotangent of a matrix for the cotangent `c` [1, n + n²] of its eigenvalues and eigenvectors.
  ///
  /// With c = (g, G) and the eigenvectors W, from dλᵢ = wᵢ dA wᵢᵀ and
  /// dwᵢ = Σ_{j ≠ i} wⱼ (wⱼ dA wᵢᵀ) / (λᵢ - λⱼ):
  ///
  ///     Wᵀ (g ∘ W) + ½ Wᵀ (P + Pᵀ) W,   Pᵢⱼ = (G Wᵀ)ᵢⱼ / (λᵢ - λⱼ)
  ///
  /// (Magnus 1985, theorem 1). Eigenvalues whose difference is below a millionth of the largest count as
  /// equal: eigenvectors of a multiple eigenvalue are not unique, and their mutual terms are omitted.
  func eigenvectorsPullback(_ c: Tensor) -> Tensor {
    let n = node.operands[0].shape.rows
    let ((values, w), (valuesShare, vectorsShare)) = (eigenparts(n), c.eigenparts(n))
    let column = Shape(n, 1)
    let gaps = values.reshaped(to: column) - values  // [n, n]
    let ends = (values.slice(from: 0, .scalar), values.slice(from: n - 1, .scalar))
    let largest = ends.0.absolute().maximum(ends.1.absolute())  // [1, 1]
    let areApart = (gaps.absolute() - 1e-6 * largest).step()
    let inverseGaps = areApart / (gaps + (1 - areApart))
    let p = vectorsShare.matmul(w, transposeRight: true) * inverseGaps  // [n, n]
    let turned = 0.5 * (p.matmul(w) + p.matmul(w, transposeLeft: true))
    return w.matmul(valuesShare.reshaped(to: column) * w + turned, transposeLeft: true)
  }
}
