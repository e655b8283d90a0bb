import ToyGANCore

/// A choice of one category for each coordinate of a lattice: logits, and the Gumbel noise that decides.
struct LatticeChoice {
  /// Logits and noise of both coordinates, each [n, 2 side].
  private let logits, noise: Tensor

  /// Splits the logits from the noise that follows them, [n, 2 · 2 side].
  init(_ completed: Tensor) {
    let parts = completed.halves
    (logits, noise) = (parts[0], parts[1])
  }

  /// The one-hot index of the largest sum of logit and noise: a sample
  /// of the categorical distribution, [n, 2 side].
  var chosen: Tensor { .sideBySide((logits + noise).halves.map { $0.oneHot() }) }

  /// The choice softened by a temperature [1, 1], [n, 2 side].
  ///
  /// Jang, Gu and Poole 2017, arXiv:1611.01144, equation 2.
  func softened(by temperature: Tensor) -> Tensor {
    .sideBySide(((logits + noise) / temperature).halves.map { $0.softmax() })
  }

  /// Logarithms of the probabilities of the chosen categories, [n, 1].
  var logProbability: Tensor {
    zip(logits.halves, chosen.halves).reduce(0) { sum, pair in
      sum + (pair.0.logSoftmax() * pair.1).rowSums()
    }
  }

  /// The one-hot categories nearest to points [n, 2], for categories with centres [1, side], [n, 2 side].
  static func nearest(to points: Tensor, among centres: Tensor) -> Tensor {
    .sideBySide(
      (0..<2).map { axis in (-(points.columns(axis..<axis + 1) - centres).squared()).oneHot() })
  }
}

extension Tensor {
  /// The left and the right half of the columns.
  var halves: [Tensor] {
    let half = shape.columns / 2
    return [columns(0..<half), columns(half..<2 * half)]
  }
}
