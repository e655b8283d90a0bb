import ToyGANCore
import ToyGANSettings

/// A penalty on the generator: the squared norm of the discriminator's gradient.
///
///     weight · ‖∇_ψ L_D‖²
///
/// over all weights ψ of the discriminator; near an equilibrium it prevents the generator from moving
/// faster than the discriminator can follow.
public struct GradientNorm: Penalty {
  public static let name = "gradientNorm"
  public static let reference = Reference(
    "Nagarajan and Kolter", 2017, "Gradient descent GAN optimization is locally stable",
    arXiv: "1706.04156", place: "equation 6")

  /// η in the paper; 0.5 in its toy experiments.
  public var weight: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("weight", \.weight, .notNegative, "factor on the term"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 0.5) }
  /// The term with this factor.
  public init(weight: Double) { self.weight = weight }

  public var gradientPath: GradientPath { .samples }

  public var sidesChangedAtEquilibrium: [Role.Side] { [] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let gradient = losses.discriminator.gradient(at: game.discriminator.network.parameters)
    return Losses(generator: weight * gradient.squared().sum())
  }
}
