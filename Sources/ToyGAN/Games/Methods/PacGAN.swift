import ToyGANCore
import ToyGANSettings

/// A GAN whose discriminator decides on packs of samples, so that it can detect packs that lack diversity.
///
/// Any method can be packed (`discriminator.packing`); this one uses packs of two, with the networks and
/// the optimizer of the authors' experiments on mixtures (github.com/fjxmlzn/PacGAN).
///
/// Two things differ from that code: the generator's batch normalization is over all 200 samples of a minibatch,
/// not over two minibatches of 100, and real samples are drawn anew, not from a fixed set of 100,000.
public struct PacGAN: TrainingMethod {
  public static let name = "pacgan"
  public static let summary =
    "the discriminator judges several samples at once, so that it sees a lack of diversity"
  public static let reference = Reference(
    "Lin, Khetan, Fanti and Oh", 2018,
    "PacGAN: The power of two samples in generative adversarial networks", arXiv: "1712.04086",
    place: "section 3")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.discriminator.packing = 2
    configuration.batch = 200
    configuration.steps = 400_000
    configuration.schedule = .simultaneous
    configuration.generator.latent = 2
    configuration.generator.hidden = [400, 400, 400, 400]
    configuration.generator.layers.batchNormalization = BatchNormalization(momentum: 0.05)
    configuration.generator.initialization = .normal(deviation: 0.02)
    configuration.discriminator.hidden = [200, 200, 200]
    configuration.discriminator.activation = .linear
    configuration.discriminator.layers.maxout = 5
    configuration.discriminator.initialization = .normal(deviation: 0.02)
    configuration.discriminator.inputScale = 1
    configuration.generator.optimizer = Adam(beta1: 0.8)
    configuration.discriminator.optimizer = Adam(beta1: 0.8)
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePart(
      configuration.discriminator.packing > 1, "discriminator.packing", "1", "2 or more",
      in: configuration)
  }
}
