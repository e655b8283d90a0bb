import ToyGANCore
import ToyGANSettings

/// The generative adversarial network, with either of its paper's generator losses.
///
/// The discriminator descends -E log D(x) - E log(1 - D(G(z))). The generator ascends the same loss
/// (`minimax`) or descends -E log D(G(z)) (`nonSaturating`).
public struct GAN: TrainingMethod {
  public static let name = "gan"
  public static let summary =
    "a discriminator tells real samples from generated ones; the generator raises its verdict on its own samples"
  public static let reference = Reference(
    "Goodfellow et al.", 2014, "Generative Adversarial Nets", arXiv: "1406.2661",
    place: "equation 1, algorithm 1 and section 3")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }
}
