import ToyGANCore
import ToyGANSettings

/// Wasserstein GAN with a two-sided gradient penalty, which pulls the critic's slope towards one.
public struct WGANGP: TrainingMethod {
  public static let name = "wgan-gp"
  public static let summary =
    "Wasserstein GAN whose critic is penalized for gradients of another length than 1"
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
    try Check.requireGradientPenalty(isOneSided: false, in: configuration)
  }
}

extension Check {
  /// Throws if the gradient penalty is missing, of the other kind, or not about the slope at single samples.
  static func requireGradientPenalty(
    isOneSided: Bool, in configuration: Configuration
  ) throws(SettingError) {
    let penalty = try requirePenalty(GradientPenalty.self, weight: \.weight, in: configuration)
    let key = "penalties.\(GradientPenalty.name)"
    try requirePart(
      penalty.isOneSided == isOneSided, "\(key).isOneSided", "\(penalty.isOneSided)",
      "\(isOneSided)",
      in: configuration)
    try requirePart(
      penalty.target > 0, "\(key).target", "\(penalty.target)", "a number above 0",
      in: configuration)
    // With these layers the critic's output for a sample depends on the whole minibatch, so that its gradient is
    // not the slope at that sample (Gulrajani et al. 2017, section 4, "No critic batch normalization").
    try requirePart(
      configuration.discriminator.layers.batchNormalization == nil,
      "discriminator.batchNormalization", "a layer that mixes samples", "none", in: configuration)
    try requirePart(
      configuration.discriminator.minibatchDiscrimination == nil,
      "discriminator.minibatchDiscrimination", "a layer that mixes samples", "none",
      in: configuration)
  }
}
