/// Wasserstein GAN: a critic kept Lipschitz by clipping its weights.
///
/// The critic descends E f(G(z)) - E f(x), and after each update every weight is moved into
/// ±`clip`; the generator descends E f(x) - E f(G(z)).
public struct WGAN: TrainingMethod {
  public static let name = "wgan"
  public static let reference = Reference(
    "Arjovsky, Chintala and Bottou", 2017, "Wasserstein GAN", arXiv: "1701.07875",
    place: "algorithm 1")

  /// Largest weight of the critic, c in the paper.
  public var clip: Double
  /// Critic updates per generator update, n_critic in the paper.
  public var discriminatorSteps: Int

  public init() { self.init(clip: 0.01) }
  public init(clip: Double, discriminatorSteps: Int = 5) {
    (self.clip, self.discriminatorSteps) = (clip, discriminatorSteps)
  }

  public var weightClip: Double? { clip }

  public func losses(in game: Game) -> Losses {
    let (real, fake) = (game.discriminator(game.real), game.discriminator(game.fake))  // [batch, 1]
    return Losses(
      generator: Objective.wasserstein.generator(real: real, fake: fake),
      discriminator: Objective.wasserstein.discriminator(real: real, fake: fake),
      monitors: [.wassersteinEstimate(real: real, fake: fake)])
  }

  public func prepare(_ configuration: inout Configuration) {
    configuration.useToyWassersteinRecipe(optimizer: RMSProp())
  }

  public func validate(in configuration: Configuration) throws(ConfigurationError) {
    try Check.positive(clip, "method.clip")
    try Check.positive(discriminatorSteps, "method.discriminatorSteps")
  }
}

extension Monitor {
  /// The critic's estimate of the Wasserstein distance, up to the critic's slope.
  static func wassersteinEstimate(real: Tensor, fake: Tensor) -> Monitor {
    Monitor(
      "wasserstein_estimate", real.mean() - fake.mean(),
      meaning: "mean critic output on real less that on generated samples; positive for a critic "
        + "that rates real samples higher")
  }
}

extension Configuration {
  /// The networks and lengths of the toy experiments in the WGAN-GP paper's code, gan_toy.py.
  mutating func useToyWassersteinRecipe(optimizer: any Optimizer) {
    generator.latent = 2
    generator.hidden = [512, 512, 512]
    generator.initialization = .he
    discriminator.hidden = [512, 512, 512]
    discriminator.initialization = .he
    discriminator.inputScale = 0.7071
    generator.optimizer = optimizer
    discriminator.optimizer = optimizer
    batch = 256
    steps = 100_000
  }
}
