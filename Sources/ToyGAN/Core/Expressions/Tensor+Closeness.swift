/// Minibatch closeness, the pairwise sum of Salimans et al. 2016, with derivatives of any order.
extension Tensor {
  /// The similarity of each row's features to those of every other row, summed over the other rows.
  ///
  /// For features M [n, dimensions · kernels], with kernel b of dimension c in column
  /// c · kernels + b:
  ///
  ///     o[i, b] = Σ_{j ≠ i} exp(-Σ_c |M[i, b, c] - M[j, b, c]|)
  ///
  /// Shape [n, kernels], values in [0, n - 1]. Memory is O(n · kernels · dimensions).
  /// Salimans et al. 2016, arXiv:1606.03498, section 3.2; a row is not compared with itself.
  public func closeness(kernels: Int) -> Tensor { closeness(kernels: kernels, along: []) }

  /// The derivative of `closeness` along each of `directions`, all with the shape of `self`.
  ///
  ///     P[i, b] = (-1)^m Σ_{j ≠ i} e[i, j, b] Π_k t_k[i, j, b]
  ///
  /// where e is the exponential above and t_k = Σ_c sign(M_i - M_j) (u_k,i - u_k,j). The derivative of the
  /// sign is defined as zero, so that P is linear in every direction.
  func closeness(kernels: Int, along directions: [Tensor]) -> Tensor {
    guard shape.columns % kernels == 0 else {
      fatalError("closeness: \(shape) does not divide into \(kernels) kernels")
    }
    let output = Shape(shape.rows, kernels)
    return Tensor(.closeness(kernels: kernels), [self] + directions, output)
  }

  /// The gradient of Σ g · P with respect to a further direction, with the shape of `self`.
  ///
  ///     Q[i, b, c] = (-1)^(m+1) Σ_{j ≠ i} (g[i, b] + g[j, b]) e Π_k t_k sign(M_i - M_j)
  func closenessTranspose(kernels: Int, _ g: Tensor, along directions: [Tensor]) -> Tensor {
    Tensor(.closenessTranspose(kernels: kernels), [self, g] + directions, shape)
  }
}
