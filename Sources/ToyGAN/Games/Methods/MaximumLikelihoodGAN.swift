import ToyGANCore

/// A generator whose expected gradient equals that of maximum likelihood if the discriminator is optimal.
public struct MaximumLikelihoodGAN: TrainingMethod {
  public static let name = "ml-gan"
  public static let summary =
    "the maximum-likelihood cost: the generator has the gradient of KL(data || model), with much noise"
  public static let reference = Reference(
    "Goodfellow", 2014, "On Distinguishability Criteria for Estimating Generative Models",
    arXiv: "1412.6515", place: "section 4")

  public init() {}
  public var objective: Objective { .maximumLikelihood }
}
