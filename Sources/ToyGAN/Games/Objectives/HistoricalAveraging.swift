import ToyGANCore
import ToyGANSettings

/// Historical averaging: both players are pulled towards the mean of their weights so far.
///
///     weight · ‖θ - (1/t) Σᵢ θᵢ‖²
///
/// for each player's own weights θ, including those before the first update. It does not act on players
/// other than the generator and the discriminator.
public struct HistoricalAveraging: Penalty {
  public static let name = "historicalAveraging"
  public static let reference = Reference(
    "Salimans et al.", 2016, "Improved Techniques for Training GANs", arXiv: "1606.03498",
    place: "section 3.3")

  /// Factor that multiplies the term.
  public var weight: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("weight", \.weight, .notNegative, "factor on the term"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 1) }
  /// The term with this factor.
  public init(weight: Double) { self.weight = weight }

  public var auxiliaryWeights: [AuxiliaryWeights] { [AuxiliaryWeights(.history)] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    Losses(
      generator: distance(of: game.generator), discriminator: distance(of: game.discriminator))
  }

  private func distance(of player: Player) -> Tensor {
    guard let mean = player.auxiliaryWeights(of: .history) else {
      fatalError("\(player.name) stores no mean of its earlier weights")
    }
    return weight * (player.network.parameters - mean).squared().sum()
  }
}
