import ToyGAN

@testable import ToyGANGames
@testable import ToyGANTheory

/// Holds the generator to the mean of its weights so far: weight · ‖θ - mean θ‖².
public struct Leash: Penalty {
  public static let name = "leash"
  public static let reference = Reference(
    "This package", 2026, "A generator on a leash", arXiv: "none", place: "everywhere")

  public var weight = 0.01

  public init() {}

  public static var settings: [Setting<Self>] {
    [Setting("weight", \.weight, .notNegative, "factor on the term")]
  }

  public var auxiliaryWeights: [AuxiliaryWeights] { [AuxiliaryWeights(.history)] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    guard let mean = game.generator.auxiliaryWeights(of: .history) else { return Losses() }
    return Losses(generator: weight * (game.generator.network.parameters - mean).squared().sum())
  }
}
