import ToyGANCore
import ToyGANSettings

/// R3GAN: compares real and generated samples in pairs, with gradient penalties at both.
///
/// The paper has no toy recipe; its penalty weights range from 0.05 to 150 on images.
public struct RelativisticPairingGAN: TrainingMethod {
  public static let name = "rpgan"
  public static let summary =
    "R3GAN: real and generated samples are compared in pairs, with gradient penalties at both"
  public static let reference = Reference(
    "Huang, Gokaslan, Kuleshov and Tompkin", 2024,
    "The GAN is dead; long live the GAN! A Modern Baseline GAN", arXiv: "2501.05441",
    place: "equations 2 and 5")

  public init() {}
  public var objective: Objective { .relativisticPairing }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [R1(weight: 1), R2(weight: 1)]
    configuration.generator.optimizer = Adam(beta1: 0, beta2: 0.99)
    configuration.discriminator.optimizer = Adam(beta1: 0, beta2: 0.99)
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(R1.self, weight: \.weight, in: configuration)
    try Check.requirePenalty(R2.self, weight: \.weight, in: configuration)
  }
}
