import ToyGANCore
import ToyGANSettings

/// A GAN whose discriminator is Lipschitz because its weights are divided by their largest singular values.
///
/// The settings of Adam and the number of discriminator steps are those of the authors' code for ImageNet
/// (github.com/pfnet-research/sngan_projection); the paper has no toy recipe. Every layer has norm 1, so
/// that the slopes of a discriminator with ReLUs are `discriminator.inputScale` at most, 1 here.
public struct SpectralNormGAN: TrainingMethod {
  public static let name = "spectral-norm"
  public static let summary =
    "the discriminator's weight matrices are divided by their largest singular value"
  public static let reference = Reference(
    "Miyato, Kataoka, Koyama and Yoshida", 2018,
    "Spectral Normalization for Generative Adversarial Networks", arXiv: "1802.05957",
    place: "algorithm 1")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .hinge) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.discriminator.layers.isSpectrallyNormalized = true
    configuration.discriminator.inputScale = 1
    configuration.discriminator.updatesInARow = 5
    configuration.generator.optimizer = Adam(learningRate: 2e-4, beta1: 0, beta2: 0.9)
    configuration.discriminator.optimizer = Adam(learningRate: 2e-4, beta1: 0, beta2: 0.9)
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePart(
      configuration.discriminator.layers.isSpectrallyNormalized,
      "discriminator.spectralNormalization", "false", "true", in: configuration)
  }
}
