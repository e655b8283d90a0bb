import ToyGANCore

/// What each player minimizes, given the discriminator's logits [n, 1] on real and generated
/// samples.
///
/// Logits, never probabilities: softplus(-x) is -log σ(x) without its overflow.
public enum Objective: String, CaseIterable, Codable, Sendable {
  /// The zero-sum game of Goodfellow et al. 2014, arXiv:1406.2661, equation 1.
  case minimax
  /// The same discriminator; the generator maximizes log D(G(z)) instead (section 3 there).
  case nonSaturating
  /// The same discriminator; the generator descends -E exp(logit), whose gradient is that of the
  /// likelihood where the discriminator is optimal (Goodfellow 2014, arXiv:1412.6515; 2016,
  /// arXiv:1701.00160, section 3.2.4, there with a factor of one half).
  case maximumLikelihood
  /// Squares of the distance to 1 for real and 0 for generated samples, and to 1 for the generator
  /// (Mao et al. 2017, arXiv:1611.04076, equation 9).
  case leastSquares
  /// Margins of 1 (Lim and Ye 2017, arXiv:1705.02894; Miyato et al. 2018, arXiv:1802.05957,
  /// equations 16 and 17).
  case hinge
  /// Difference of mean outputs, for a Lipschitz critic (Arjovsky et al. 2017, arXiv:1701.07875,
  /// equation 2).
  case wasserstein
  /// Each real sample against the generated one beside it: RpGAN (Jolicoeur-Martineau 2019,
  /// arXiv:1807.00734, section 4.2).
  case relativisticPairing
  /// Each sample against the mean of the other kind: RaSGAN (the same, section 4.3).
  case relativisticAverage
  /// Lower bounds of an f-divergence; see `FDivergence`.
  case kullbackLeibler, reverseKullbackLeibler, pearson, squaredHellinger, jensenShannon

  public func discriminator(real: Tensor, fake: Tensor) -> Tensor {
    switch self {
    case .minimax, .nonSaturating, .maximumLikelihood:
      (-real).softplus().mean() + fake.softplus().mean()
    case .leastSquares: 0.5 * (real - 1).squared().mean() + 0.5 * fake.squared().mean()
    case .hinge: (1 - real).relu().mean() + (1 + fake).relu().mean()
    case .wasserstein: fake.mean() - real.mean()
    case .relativisticPairing: (fake - real).softplus().mean()
    case .relativisticAverage:
      (fake.mean() - real).softplus().mean() + (fake - real.mean()).softplus().mean()
    case .kullbackLeibler, .reverseKullbackLeibler, .pearson, .squaredHellinger, .jensenShannon:
      -divergence.bound(real: real, fake: fake)
    }
  }

  /// The generator's loss.
  ///
  /// Zero-sum objectives keep the term on real samples: its gradient is zero for the present
  /// discriminator, but not for one that has been unrolled, whose weights depend on the generator.
  public func generator(real: Tensor, fake: Tensor) -> Tensor {
    switch self {
    case .nonSaturating: (-fake).softplus().mean()
    case .maximumLikelihood: -fake.exp().mean()
    case .leastSquares: 0.5 * (fake - 1).squared().mean()
    case .hinge: -fake.mean()
    case .relativisticPairing, .relativisticAverage: discriminator(real: fake, fake: real)
    case .minimax, .wasserstein, .kullbackLeibler, .reverseKullbackLeibler, .pearson,
      .squaredHellinger, .jensenShannon:
      -discriminator(real: real, fake: fake)
    }
  }

  /// What the generator would descend on each generated sample alone, [n, 1].
  ///
  /// Nil where a sample has no loss of its own.
  package func generatorTerms(fake: Tensor) -> Tensor? {
    switch self {
    case .minimax: -fake.softplus()
    case .nonSaturating: (-fake).softplus()
    case .maximumLikelihood: -fake.exp()
    case .leastSquares: 0.5 * (fake - 1).squared()
    case .hinge, .wasserstein: -fake
    case .relativisticPairing, .relativisticAverage: nil
    case .kullbackLeibler, .reverseKullbackLeibler, .pearson, .squaredHellinger, .jensenShannon:
      -divergence.conjugate(fake)
    }
  }

  /// Scalars worth recording.
  func monitors(real: Tensor, fake: Tensor) -> [Monitor] {
    switch self {
    case .wasserstein:
      [
        Monitor(
          "wasserstein_estimate", real.mean() - fake.mean(),
          meaning: "mean critic output on real less that on generated samples; positive for a "
            + "critic that rates real samples higher")
      ]
    case .kullbackLeibler, .reverseKullbackLeibler, .pearson, .squaredHellinger, .jensenShannon:
      [
        Monitor(
          "divergence_bound", divergence.bound(real: real, fake: fake),
          meaning: "lower bound of the f-divergence, nats where it has a logarithm")
      ]
    default: []
    }
  }

  /// What a list says of it.
  public var summary: String {
    switch self {
    case .minimax: "the zero-sum game: the generator descends E log(1 - D(G(z)))"
    case .nonSaturating: "the generator descends -E log D(G(z))"
    case .maximumLikelihood: "the generator descends -E exp(logit), as maximum likelihood would"
    case .leastSquares: "squared distances to 1 and 0 (Mao et al. 2017)"
    case .hinge: "margins of 1 for the discriminator, the mean output for the generator"
    case .wasserstein: "difference of a critic's mean outputs, for Lipschitz critics"
    case .relativisticPairing: "each real sample against a generated one (RpGAN)"
    case .relativisticAverage: "each sample against the mean of the other kind (RaSGAN)"
    case .kullbackLeibler, .reverseKullbackLeibler, .pearson, .squaredHellinger, .jensenShannon:
      "f-GAN: the \(divergence.title), by its variational bound (Nowozin et al. 2016)"
    }
  }
}

extension Objective {
  /// Whether the discriminator's outputs are logits of the probability that a sample is real.
  package var isProbabilistic: Bool {
    switch self {
    case .minimax, .nonSaturating, .maximumLikelihood, .jensenShannon: true
    case .leastSquares, .hinge, .wasserstein, .relativisticPairing, .relativisticAverage,
      .kullbackLeibler, .reverseKullbackLeibler, .pearson, .squaredHellinger:
      false
    }
  }

  /// The output above which the discriminator calls a sample real; nil where it only compares.
  package var decisionThreshold: Double? {
    switch self {
    case .minimax, .nonSaturating, .maximumLikelihood, .hinge, .jensenShannon: 0
    case .leastSquares: 0.5
    case .wasserstein, .relativisticPairing, .relativisticAverage, .kullbackLeibler,
      .reverseKullbackLeibler, .pearson, .squaredHellinger:
      nil
    }
  }

  /// Whether the generator ascends what the discriminator descends.
  var isZeroSum: Bool {
    switch self {
    case .minimax, .wasserstein, .kullbackLeibler, .reverseKullbackLeibler, .pearson,
      .squaredHellinger, .jensenShannon:
      true
    case .nonSaturating, .maximumLikelihood, .leastSquares, .hinge, .relativisticPairing,
      .relativisticAverage:
      false
    }
  }

  /// The f-GAN family.
  static let divergences = allCases.filter { FDivergence(rawValue: $0.rawValue) != nil }

  fileprivate var divergence: FDivergence {
    guard let divergence = FDivergence(rawValue: rawValue) else {
      fatalError("\(rawValue) is not an f-divergence")
    }
    return divergence
  }
}
