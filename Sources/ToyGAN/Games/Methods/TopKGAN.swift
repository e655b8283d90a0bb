import ToyGANCore
import ToyGANSettings

/// A generator that learns only from those of its samples that the discriminator rates highest.
///
/// Of n generated samples the k with the highest outputs are used, with
///
///     k = n · max(least, decay^(t / every))
///
/// after t updates of the generator: at first all samples are used,
/// because the discriminator is still untrained.
public struct TopKGAN: TrainingMethod {
  public static let name = "top-k"
  public static let summary =
    "the generator learns only from those of its samples that the discriminator rates highest"
  public static let reference = Reference(
    "Sinha, Zhao, Goyal, Raffel and Odena", 2020,
    "Top-k Training of GANs: Improving GAN Performance by Throwing Away Bad Samples",
    arXiv: "2002.06224", place: "algorithm 1, section 3.2")

  public var objective: Objective
  /// γ in the paper, in (0, 1].
  public var decay: Double
  /// ν in the paper, in (0, 1].
  public var least: Double
  /// Number of generator updates between decays.
  ///
  /// The paper decays once an epoch and says nothing about mixtures; 200 updates of minibatches of 512 are
  /// about 100,000 samples, which is our choice.
  public var every: Int

  public static var settings: [Setting<Self>] {
    [
      Setting("every", \.every, .positive, "generator updates between decays"),
      Setting(
        "decay", \.decay, .share, "factor on the share of samples that count, γ in the paper"),
      Setting("least", \.least, .share, "the least share of samples that count, ν in the paper"),
      Setting("objective", \.objective, Objective.meaning),
    ]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective, and this decay of the share of samples that are used.
  public init(
    objective: Objective, decay: Double = 0.99, least: Double = 0.5, every: Int = 200
  ) {
    self.objective = objective
    self.decay = decay
    self.least = least
    self.every = every
  }

  /// The generator's loss is a mean over samples, without the term on real samples of a zero-sum game.
  public var equilibrium: EquilibriumLosses? {
    objective.equilibrium.map {
      EquilibriumLosses(generator: $0.ofSample, discriminator: $0.discriminator)
    }
  }

  public func losses(in game: Game) -> Losses {
    let (real, fake) = (game.decision(game.real), game.decision(game.fake))  // [n, 1]
    guard let terms = objective.generatorTerms(fake: fake) else {
      fatalError("top-k: \(objective) has no loss of a single sample")
    }
    let n = fake.shape.rows
    // Number of samples rated higher, [n, 1]; of two equal samples neither counts as higher.
    let rank = (fake.reshaped(to: Shape(1, n)) - fake).step().rowSums()
    let share = (LibM.log(decay) / Double(every) * game.generator.updates).exp()  // [1, 1]
    let chosen = (Double(n) * share.maximum(.constant(least)) - rank).step()  // [n, 1]
    return game.penalized(
      Losses(
        generator: (chosen * terms).sum() / chosen.sum(),
        discriminator: objective.discriminator(real: real, fake: fake),
        monitors: objective.monitors(real: real, fake: fake)))
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    // Ranks are counted in a matrix [batch, batch].
    try Check.atMost(1 << 13, configuration.batch, "batch", with: Self.self)
    if !objective.hasGeneratorTerms {
      throw SettingError(
        key: "method.objective", value: "'\(objective.name)'",
        allowed: "an objective with a loss for each sample alone")
    }
  }
}
