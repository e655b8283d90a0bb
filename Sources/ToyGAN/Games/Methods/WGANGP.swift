import ToyGANCore
import ToyGANSettings

/// Wasserstein GAN with a two-sided gradient penalty, which pulls the critic's slope towards one.
public struct WGANGP: TrainingMethod {
  public static let name = "wgan-gp"
  public static let reference = Reference(
    "Gulrajani, Ahmed, Arjovsky, Dumoulin and Courville", 2017,
    "Improved Training of Wasserstein GANs", arXiv: "1704.00028", place: "algorithm 1")

  public init() {}
  public var objective: Objective { .wasserstein }

  public func prepare(_ configuration: inout Configuration) {
    configuration.useToyWassersteinRecipe(optimizer: Adam(beta1: 0.5, beta2: 0.9))
    configuration.penalties = [GradientPenalty(weight: 0.1)]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(GradientPenalty.self, in: configuration)
  }
}
