import ToyGANCore
import ToyGANSettings

/// A penalty on the discriminator's slope around real samples.
///
///     weight · E (‖∇D(x̂)‖ - 1)²,   x̂ = x + t · ½ s u
///
/// with t uniform per sample, u uniform per entry and s the standard deviation of the minibatch's entries,
/// as the authors' code perturbs its samples (github.com/kodalinaveen3/DRAGAN); the paper states normal
/// noise of a fixed deviation.
public struct DRAGANPenalty: Penalty {
  public static let name = "dragan"
  public static let reference = Reference(
    "Kodali, Abernethy, Hays and Kira", 2017, "On Convergence and Stability of GANs",
    arXiv: "1705.07215", place: "section 2.3, equation 3")

  /// λ in the paper.
  public var weight: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("weight", \.weight, .notNegative, "factor on the term"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 10) }
  /// The term with this factor.
  public init(weight: Double) { self.weight = weight }

  public var sidesChangedAtEquilibrium: [Role.Side] { [.discriminator] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let x = game.real
    let deviation = ((x - x.mean()).squared().mean() + 1e-12).squareRoot()  // [1, 1]
    let noise = 0.5 * deviation * game.draw(.uniform, columns: x.shape.columns)  // [batch, d]
    let slope = game.slope(at: x + game.draw(.uniform) * noise)  // [batch, 1]
    return Losses(
      discriminator: weight * (slope - 1).squared().mean(),
      monitors: [
        Monitor(
          "slope_around_real", slope.mean(), range: .notNegative, unit: "output per unit",
          meaning: "mean length of the discriminator's gradient around real samples")
      ])
  }
}
