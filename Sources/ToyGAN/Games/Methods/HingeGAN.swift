import ToyGANCore

/// Geometric GAN: a discriminator with margins, as in a support vector machine.
public struct HingeGAN: TrainingMethod {
  public static let name = "hinge"
  public static let summary =
    "hinge loss: the discriminator learns only from samples inside its margin"
  public static let reference = Reference(
    "Lim and Ye", 2017, "Geometric GAN", arXiv: "1705.02894", place: "section 3")

  public init() {}
  public var objective: Objective { .hinge }
}
