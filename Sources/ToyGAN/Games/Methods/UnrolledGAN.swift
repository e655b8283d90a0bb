import ToyGANCore
import ToyGANSettings

/// Unrolled GAN.
///
/// The generator descends the loss it would have after the discriminator's next `steps` updates, and its
/// gradient passes through those updates. The discriminator trains as usual. All inner updates use the
/// current minibatch and start from the discriminator's own optimizer state, as in the authors' notebook
/// (github.com/poolio/unrolled_gan).
public struct UnrolledGAN: TrainingMethod {
  public static let name = "unrolled"
  public static let summary =
    "the generator descends its loss as it will be after several updates of the discriminator"
  public static let reference = Reference(
    "Metz, Poole, Pfau and Sohl-Dickstein", 2017, "Unrolled Generative Adversarial Networks",
    arXiv: "1611.02163", place: "equations 7 to 11")

  /// Number of discriminator updates that the generator looks
  /// ahead, K in the paper; zero is the ordinary GAN.
  public var steps: Int
  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.steps, .from(0, to: 100),
        "discriminator updates that the generator looks ahead, K"
      ).also("unroll", "unroll steps", "unrolling steps", "unrolled steps"),
      Setting("objective", \.objective, Objective.meaning),
    ]
  }

  public init() { self.init(steps: 10) }
  /// The method that looks this number of discriminator updates ahead.
  public init(steps: Int, objective: Objective = .minimax) {
    self.steps = steps
    self.objective = objective
  }

  public var unrolledSteps: Int { steps }

  public func losses(in game: Game) -> Losses {
    var ahead = game
    for _ in 0..<steps {
      ahead.discriminator = ahead.discriminator(after: ahead.losses(of: objective))
    }
    var losses = game.losses(of: objective)
    let seen = ahead.losses(of: objective)
    (losses.generator, losses.generatorForce) = (seen.generator, seen.generatorForce)
    return losses
  }

  public func prepare(_ configuration: inout Configuration) {
    configuration.discriminator.optimizer = Adam(epsilonUnderRoot: 1e-12)
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    if steps > 0, !configuration.discriminator.optimizer.isDifferentiableAtZeroGradient {
      throw SettingError(
        key: "discriminator.optimizer", has: "an epsilon of 0 under the root",
        allowed: "an epsilon above 0 under the root (epsilonUnderRoot for adam), since the "
          + "generator's gradient passes through the discriminator's steps")
    }
  }
}
