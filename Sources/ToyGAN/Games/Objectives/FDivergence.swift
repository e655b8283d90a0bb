import ToyGANCore

/// Divergences that a discriminator bounds from below and a generator descends.
///
///     D_f(P, Q) ≥ E_P g(v) - E_Q f*(g(v))
///
/// for outputs v of the discriminator, an output activation g whose values lie where f* is finite, and f's
/// convex conjugate f*. P is the target, Q the generator. Nowozin, Cseke and Tomioka 2016,
/// arXiv:1606.00709, equation 4 and table 2 with the activations of its appendix.
enum FDivergence: String, CaseIterable, Sendable {
  case kullbackLeibler, reverseKullbackLeibler, pearson, squaredHellinger, jensenShannon

  /// The bound, [1, 1], for outputs [n, 1]; at most the divergence itself in expectation.
  func bound(real: Tensor, fake: Tensor) -> Tensor {
    activated(real).mean() - conjugate(fake).mean()
  }

  /// g(v).
  func activated(_ v: Tensor) -> Tensor {
    switch self {
    case .kullbackLeibler, .pearson: v
    case .reverseKullbackLeibler: -(-v).exp()
    case .squaredHellinger: 1 - (-v).exp()
    case .jensenShannon: .constant(FDivergence.log2) - (-v).softplus()
    }
  }

  /// f*(g(v)), simplified so that no terms cancel numerically.
  func conjugate(_ v: Tensor) -> Tensor {
    switch self {
    case .kullbackLeibler: (v - 1).exp()
    case .reverseKullbackLeibler: v - 1
    case .pearson: 0.25 * v.squared() + v
    case .squaredHellinger: v.exp() - 1
    case .jensenShannon: v.softplus() - .constant(FDivergence.log2)
    }
  }

  private static let log2 = LibM.log(2)

  var title: String {
    switch self {
    case .kullbackLeibler: "divergence KL(target || generator)"
    case .reverseKullbackLeibler: "divergence KL(generator || target)"
    case .pearson: "Pearson chi-squared divergence"
    case .squaredHellinger: "squared Hellinger distance"
    case .jensenShannon: "Jensen-Shannon divergence, doubled"
    }
  }
}
