import ToyGANCore

/// Least squares GAN: outputs are regressed to labels, so that samples far on the correct side of the
/// decision boundary still give a gradient.
public struct LeastSquaresGAN: TrainingMethod {
  public static let name = "lsgan"
  public static let summary =
    "least squares instead of logarithms: verdicts are drawn to fixed numbers, so that far samples keep a gradient"
  public static let reference = Reference(
    "Mao, Li, Xie, Lau, Wang and Smolley", 2017,
    "Least Squares Generative Adversarial Networks", arXiv: "1611.04076", place: "equation 9")

  public init() {}
  public var objective: Objective { .leastSquares }
}
