import ToyGANCore
import ToyGANSettings

/// One-sided label smoothing: the discriminator's label for real samples is `positive` instead of 1.
///
/// With logits l, -p log σ(l) - (1 - p) log(1 - σ(l)) is softplus(-l) + (1 - p) l, so that the term is
/// (1 - positive) · E D(x); this also holds for a squared distance to the label. The labels of generated
/// samples stay 0: if they were smoothed, the generator's density would appear in the numerator of the
/// optimal discriminator, and generated samples would stay in regions without real samples.
public struct LabelSmoothing: Penalty {
  public static let name = "labelSmoothing"
  public static let reference = Reference(
    "Salimans et al.", 2016, "Improved Techniques for Training GANs", arXiv: "1606.03498",
    place: "section 3.4")

  /// The label of real samples, α in the paper.
  public var positive: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "positive", \.positive,
        Allowed("a number above 0.5, at most 1") { $0 > 0.5 && $0 <= 1 },
        "label of real samples, α in the paper"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(positive: 0.9) }
  /// Smoothing with this label of real samples.
  public init(positive: Double) { self.positive = positive }

  public var changesLabels: Bool { true }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    Losses(discriminator: (1 - positive) * game.decision(game.real).mean())
  }

  public func validate(
    _ key: String, in configuration: Configuration
  ) throws(SettingError) {
    guard configuration.method.objective.hasLabels else {
      throw SettingError(
        key: key, has: "labels with objective \(configuration.method.objective.name)",
        allowed: "an objective that has labels, such as minimax, nonSaturating or leastSquares")
    }
  }
}
