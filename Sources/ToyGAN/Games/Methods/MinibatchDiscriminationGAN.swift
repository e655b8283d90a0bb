import ToyGANCore
import ToyGANSettings

/// A GAN whose discriminator also sees how close each sample is to the rest of its minibatch.
///
/// Collapsed samples are close to one another, so that the discriminator can detect them. The layer is part
/// of the network (`discriminator.minibatchDiscrimination`) and can be combined with any method. Its size is
/// not that of the authors' code; see ``MinibatchDiscrimination/init()``.
public struct MinibatchDiscriminationGAN: TrainingMethod {
  public static let name = "minibatch-discrimination"
  public static let summary =
    "the discriminator also sees how close each sample is to the rest of its minibatch"
  public static let reference = Reference(
    "Salimans et al.", 2016, "Improved Techniques for Training GANs", arXiv: "1606.03498",
    place: "section 3.2")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.discriminator.minibatchDiscrimination = MinibatchDiscrimination()
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePart(
      configuration.discriminator.minibatchDiscrimination != nil,
      "discriminator.minibatchDiscrimination", "none", "{kernels: B, dimensions: C}",
      in: configuration)
  }
}
