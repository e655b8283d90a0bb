import ToyGANCore
import ToyGANSettings

/// A GAN whose generator also matches the diversity of real
/// minibatches, measured in the discriminator's features.
///
/// Networks and optimizers are those of the authors' code for mixtures in the plane
/// (github.com/M-Elfeki/GDPP, gdppgan_Synthetic.py). That code halves the
/// generator's loss, which makes no difference to Adam.
public struct GDPPGAN: TrainingMethod {
  public static let name = "gdpp"
  public static let summary =
    "the generator also matches the diversity of real minibatches in the discriminator's features"
  public static let reference = Diversity.reference

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [Diversity()]
    configuration.schedule = .simultaneous
    configuration.batch = 512
    configuration.generator.latent = 256
    configuration.generator.hidden = [128, 128]
    configuration.generator.activation = .tanh
    configuration.generator.initialization = .orthogonal(gain: 1.4)
    configuration.generator.optimizer = Adam(learningRate: 1e-3, beta1: 0.5, beta2: 0.999)
    configuration.discriminator.hidden = [128, 128]
    configuration.discriminator.activation = .tanh
    configuration.discriminator.initialization = .orthogonal(gain: 1.4)
    configuration.discriminator.inputScale = 1
    configuration.discriminator.optimizer = Adam(learningRate: 1e-4, beta1: 0.5, beta2: 0.999)
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(Diversity.self, weight: \.weight, in: configuration)
  }
}
