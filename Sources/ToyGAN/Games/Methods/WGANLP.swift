import ToyGANCore
import ToyGANSettings

/// Wasserstein GAN with a one-sided gradient penalty: only slopes above one are penalized.
///
/// Networks, optimizer and critic steps are those of WGAN-GP's toy experiments, with the paper's λ = 10, so that
/// the two penalties can be compared; the paper's own toy experiments use another recipe (RMSProp with a learning
/// rate of 5e-5 and ten critic steps, according to a reproduction, github.com/mikigom/WGAN-LP).
public struct WGANLP: TrainingMethod {
  public static let name = "wgan-lp"
  public static let summary =
    "Wasserstein GAN whose critic is penalized for gradients longer than 1 only"
  public static let reference = Reference(
    "Petzka, Fischer and Lukovnikov", 2018,
    "On the regularization of Wasserstein GANs", arXiv: "1709.08894", place: "equation 8")

  public init() {}
  public var objective: Objective { .wasserstein }

  public func prepare(_ configuration: inout Configuration) {
    configuration.useToyWassersteinRecipe(optimizer: Adam(beta1: 0.5, beta2: 0.9))
    configuration.penalties = [GradientPenalty(weight: 10, isOneSided: true)]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requireGradientPenalty(isOneSided: true, in: configuration)
  }
}
