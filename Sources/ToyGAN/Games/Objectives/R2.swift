import ToyGANCore
import ToyGANSettings

/// A penalty on the discriminator's slope at generated samples.
///
///     weight / 2 · E ‖∇D(G(z))‖²
public struct R2: Penalty {
  public static let name = "r2"
  public static let reference = Reference(
    "Mescheder, Geiger and Nowozin", 2018,
    "Which Training Methods for GANs do actually Converge?", arXiv: "1801.04406",
    place: "equation 10")

  /// γ in the paper, whose code omits the factor one half.
  public var weight: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("weight", \.weight, .notNegative, "factor on the term")
        .also("gamma", "lambda", "penalty weight"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 10) }
  /// The term with this factor.
  public init(weight: Double) { self.weight = weight }

  public var sidesChangedAtEquilibrium: [Role.Side] { [] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let square = game.squaredSlope(at: game.fake).mean()  // [1, 1]
    return Losses(
      discriminator: 0.5 * weight * square,
      monitors: [
        Monitor(
          "squared_slope_generated", square, range: .notNegative,
          unit: "square of output per unit",
          meaning: "mean squared length of the discriminator's gradient at generated samples")
      ])
  }
}
