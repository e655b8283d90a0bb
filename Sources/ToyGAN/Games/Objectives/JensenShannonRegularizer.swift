import ToyGANCore
import ToyGANSettings

/// A penalty on the discriminator's slope at samples it misjudges, which
/// approximates training with noise on all samples.
///
///     weight / 2 · (E (1 - σ(D(x)))² ‖∇D(x)‖² + E σ(D(G(z)))² ‖∇D(G(z))‖²)
///
/// with σ the logistic function. The weight is the variance of the noise that the penalty approximates; the
/// authors decrease theirs during training, as `annealing` does.
public struct JensenShannonRegularizer: Penalty {
  public static let name = "jensenShannonRegularizer"
  public static let reference = Reference(
    "Roth, Lucchi, Nowozin and Hofmann", 2017,
    "Stabilizing Training of Generative Adversarial Networks through Regularization",
    arXiv: "1705.09367", place: "algorithm 1")

  /// γ in the paper.
  public var weight: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("weight", \.weight, .notNegative, "factor on the term"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 0.1) }
  /// The term with this factor.
  public init(weight: Double) { self.weight = weight }

  public var sidesChangedAtEquilibrium: [Role.Side] { [] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    // σ(-D) equals 1 - σ(D) without its cancellation.
    let onReal = game.mistakenSlope(at: game.real, by: -game.decision(game.real))
    let onFake = game.mistakenSlope(at: game.fake, by: game.decision(game.fake))
    return Losses(
      discriminator: 0.5 * weight * (onReal + onFake),
      monitors: [
        Monitor(
          "mistaken_squared_slope", onReal + onFake, range: .notNegative,
          unit: "square of output per unit",
          meaning: "mean squared length of the discriminator's gradient, by its squared mistake")
      ])
  }

  public func validate(
    _ key: String, in configuration: Configuration
  ) throws(SettingError) {
    guard configuration.method.objective.isProbabilistic else {
      throw SettingError(
        key: key, has: "mistakes with objective \(configuration.method.objective.name)",
        allowed: "an objective whose discriminator outputs probabilities")
    }
  }
}

extension Game {
  /// E σ(logits)² ‖∇D(points)‖², [1, 1], with logits [n, 1] of the wrong answer at points [n, d].
  fileprivate func mistakenSlope(at points: Tensor, by logits: Tensor) -> Tensor {
    (logits.sigmoid().squared() * squaredSlope(at: points)).mean()
  }
}
