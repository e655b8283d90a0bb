/// Wasserstein GAN with gradient penalty.
///
/// The critic's slope is pulled towards one, from both sides, at points drawn uniformly on the
/// segments that join paired real and generated samples: one draw per pair, not one per batch.
///
///     E f(G(z)) - E f(x) + penalty · E (‖∇f(x̂)‖ - 1)²
public struct WGANGP: TrainingMethod {
  public static let name = "wgan-gp"
  public static let reference = Reference(
    "Gulrajani, Ahmed, Arjovsky, Dumoulin and Courville", 2017,
    "Improved Training of Wasserstein GANs", arXiv: "1704.00028", place: "algorithm 1")

  /// Weight of the penalty, λ in the paper; 0.1 in its toy experiments, 10 on images.
  public var penalty: Double
  /// Critic updates per generator update.
  public var discriminatorSteps: Int

  public init() { self.init(penalty: 0.1) }
  public init(penalty: Double, discriminatorSteps: Int = 5) {
    (self.penalty, self.discriminatorSteps) = (penalty, discriminatorSteps)
  }

  public func losses(in game: Game) -> Losses {
    let critic = game.discriminator
    let t = game.draw(.uniform)  // [batch, 1]
    let between = game.real + t * (game.fake - game.real)  // [batch, d]
    let slope = critic(between).gradient(at: between).rowNorms()  // [batch, 1]
    let (real, fake) = (critic(game.real), critic(game.fake))  // [batch, 1]
    return Losses(
      generator: Objective.wasserstein.generator(real: real, fake: fake),
      discriminator: Objective.wasserstein.discriminator(real: real, fake: fake)
        + penalty * (slope - 1).squared().mean(),
      monitors: [
        .wassersteinEstimate(real: real, fake: fake),
        Monitor(
          "critic_slope", slope.mean(),
          meaning: "mean length of the critic's gradient between real and generated samples"),
      ])
  }

  public func prepare(_ configuration: inout Configuration) {
    configuration.useToyWassersteinRecipe(optimizer: Adam(beta1: 0.5, beta2: 0.9))
  }

  public func validate(in configuration: Configuration) throws(ConfigurationError) {
    try Check.notNegative(penalty, "method.penalty")
    try Check.positive(discriminatorSteps, "method.discriminatorSteps")
  }
}
