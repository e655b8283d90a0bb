/// The eigendecomposition of symmetric matrices, with derivatives of any order.
extension Tensor {
  /// Eigenvalues [1, n], the largest first, and eigenvectors, the rows of [n, n], of this matrix
  /// [n, n], of which the symmetric part counts.
  ///
  ///     A = Σᵢ λᵢ wᵢᵀ wᵢ
  ///
  /// An eigenvector has length 1, and of its two directions the one with Σₖ wᵢₖ / k > 0. Traps where
  /// the matrix is not square.
  public func eigenvectors() -> (values: Tensor, vectors: Tensor) {
    let n = shape.rows
    guard shape.columns == n else { fatalError("eigenvectors: \(shape) is not square") }
    return Tensor(.eigenvectors, [self], Shape(1, n + n * n)).eigenparts(n)
  }

  /// Values and vectors as they lie side by side.
  private func eigenparts(_ n: Int) -> (values: Tensor, vectors: Tensor) {
    (slice(from: 0, Shape(1, n)), slice(from: n, Shape(n, n)))
  }

  /// What a matrix receives when its eigenvalues and eigenvectors receive `c` [1, n + n²].
  ///
  /// With c = (g, G) and the eigenvectors W, from dλᵢ = wᵢ dA wᵢᵀ and
  /// dwᵢ = Σ_{j ≠ i} wⱼ (wⱼ dA wᵢᵀ) / (λᵢ - λⱼ):
  ///
  ///     Wᵀ (g ∘ W) + ½ Wᵀ (P + Pᵀ) W,   Pᵢⱼ = (G Wᵀ)ᵢⱼ / (λᵢ - λⱼ)
  ///
  /// (Magnus 1985, theorem 1). Values that are not a millionth of the largest apart count as one: the
  /// vectors of a multiple value are any of many, and what they receive from each other is left out.
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
