import ToyGANCore

extension Objective {
  /// The objectives of this library.
  public static let standard: [Objective] =
    [
      minimax, nonSaturating, maximumLikelihood, leastSquares, hinge, wasserstein,
      relativisticPairing, relativisticAverage,
    ] + divergences

  /// The zero-sum game of the original GAN paper.
  ///
  /// Goodfellow et al. 2014, arXiv:1406.2661, equation 1.
  public static let minimax = Objective(
    zeroSum: "minimax",
    summary: "the zero-sum game: the generator descends E log(1 - D(G(z)))",
    isProbabilistic: true, hasLabels: true, decisionThreshold: 0,
    equilibrium: EquilibriumLosses(
      generator: .init(-logOf4.number, "−log 4"), discriminator: logOf4,
      ofSample: .init(-logOf2.number, "−log 2")),
    discriminator: logistic
  ) { -$0.softplus() }

  /// The same discriminator loss; the generator maximizes log D(G(z)) instead (section 3 there).
  public static let nonSaturating = Objective(
    "nonSaturating", summary: "the generator descends -E log D(G(z))", isProbabilistic: true,
    hasLabels: true, decisionThreshold: 0,
    equilibrium: EquilibriumLosses(generator: logOf2, discriminator: logOf4),
    discriminator: logistic, generator: { (-$1).softplus().mean() }
  ) { (-$0).softplus() }

  /// The same discriminator loss; the generator descends -E exp(logit), whose gradient is that of the
  /// likelihood if the discriminator is optimal (Goodfellow 2014, arXiv:1412.6515; 2016, arXiv:1701.00160,
  /// section 3.2.4, there with a factor of one half).
  public static let maximumLikelihood = Objective(
    "maximumLikelihood",
    summary:
      "the generator descends -E exp(logit), whose expected gradient is that of maximum likelihood",
    isProbabilistic: true, hasLabels: true, decisionThreshold: 0,
    equilibrium: EquilibriumLosses(generator: .init(-1, "−1"), discriminator: logOf4),
    discriminator: logistic, generator: { -$1.exp().mean() }
  ) { -$0.exp() }

  /// Squared distances to 1 for real and 0 for generated samples, and to 1 for the generator.
  ///
  /// Mao et al. 2017, arXiv:1611.04076, equation 9.
  public static let leastSquares = Objective(
    "leastSquares", summary: "squared distances to the labels 1 and 0 (Mao et al. 2017)",
    hasLabels: true, decisionThreshold: 0.5,
    equilibrium: EquilibriumLosses(
      generator: .init(0.125, "1/8"), discriminator: .init(0.25, "1/4")),
    discriminator: { 0.5 * ($0 - 1).squared().mean() + 0.5 * $1.squared().mean() },
    generator: { 0.5 * ($1 - 1).squared().mean() }
  ) { 0.5 * ($0 - 1).squared() }

  /// Hinge losses with margin 1.
  ///
  /// Lim and Ye 2017, arXiv:1705.02894; Miyato et al. 2018, arXiv:1802.05957, equations 16 and 17.
  public static let hinge = Objective(
    "hinge", summary: "margins of 1 for the discriminator, the mean output for the generator",
    decisionThreshold: 0, discriminator: { (1 - $0).relu().mean() + (1 + $1).relu().mean() },
    generator: { -$1.mean() }
  ) { -$0 }

  /// Difference of mean outputs, for a Lipschitz critic.
  ///
  /// Arjovsky et al. 2017, arXiv:1701.07875, equation 2.
  public static let wasserstein = Objective(
    zeroSum: "wasserstein", summary: "difference of a critic's mean outputs, for Lipschitz critics",
    discriminator: { $1.mean() - $0.mean() }, terms: { -$0 }
  ) { real, fake in
    [
      Monitor(
        "wasserstein_estimate", real.mean() - fake.mean(), unit: "the critic's output",
        meaning:
          "mean critic output on real samples minus that on generated samples; positive for a "
          + "critic that rates real samples higher")
    ]
  }

  /// RpGAN compares each real sample with the generated sample of the same row (Jolicoeur-Martineau 2019,
  /// arXiv:1807.00734, section 4.2).
  public static let relativisticPairing = Objective(
    "relativisticPairing", summary: "each real sample against a generated one (RpGAN)",
    equilibrium: EquilibriumLosses(generator: logOf2, discriminator: logOf2),
    discriminator: { ($1 - $0).softplus().mean() }, generator: { ($0 - $1).softplus().mean() })

  /// RaSGAN compares each sample with the mean of the other kind (the same paper, section 4.3).
  public static let relativisticAverage = Objective(
    "relativisticAverage", summary: "each sample against the mean of the other kind (RaSGAN)",
    equilibrium: EquilibriumLosses(generator: logOf4, discriminator: logOf4),
    discriminator: averaged, generator: { averaged(real: $1, fake: $0) })

  private static let logOf2 = EquilibriumLosses.Value(LibM.log(2), "log 2")
  private static let logOf4 = EquilibriumLosses.Value(LibM.log(4), "log 4")

  @Sendable private static func logistic(real: Tensor, fake: Tensor) -> Tensor {
    (-real).softplus().mean() + fake.softplus().mean()
  }

  @Sendable private static func averaged(real: Tensor, fake: Tensor) -> Tensor {
    (fake.mean() - real).softplus().mean() + (fake - real.mean()).softplus().mean()
  }

  // MARK: - The f-GAN family

  /// KL(target || generator).
  public static let kullbackLeibler = Objective(FDivergence.kullbackLeibler)
  /// KL(generator || target).
  public static let reverseKullbackLeibler = Objective(FDivergence.reverseKullbackLeibler)
  /// Pearson χ² divergence.
  public static let pearson = Objective(FDivergence.pearson)
  /// Squared Hellinger distance.
  public static let squaredHellinger = Objective(FDivergence.squaredHellinger)
  /// Jensen-Shannon divergence, doubled.
  public static let jensenShannon = Objective(FDivergence.jensenShannon)

  /// Lower bounds of f-divergences, as objectives.
  public static let divergences = [
    kullbackLeibler, reverseKullbackLeibler, pearson, squaredHellinger, jensenShannon,
  ]

  private init(_ divergence: FDivergence) {
    let isJensenShannon = divergence == .jensenShannon
    self.init(
      zeroSum: divergence.rawValue,
      summary: "f-GAN: the \(divergence.title), by its variational bound (Nowozin et al. 2016)",
      isProbabilistic: isJensenShannon, decisionThreshold: isJensenShannon ? 0 : nil,
      discriminator: { -divergence.bound(real: $0, fake: $1) },
      terms: { -divergence.conjugate($0) }
    ) { real, fake in
      [
        Monitor(
          "divergence_bound", divergence.bound(real: real, fake: fake),
          meaning: "lower bound of the f-divergence, nats where it has a logarithm")
      ]
    }
  }
}
