import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANStudies
@testable import ToyGANTheory

/// A GAN with a third player, the inverter, that finds the latents of generated samples again.
///
/// Generator and inverter also descend weight · E ½‖z - F(G(z))‖². The inverter's weights and its
/// optimizer's memory are the method's own state: checkpoints have them.
public struct InvertedGAN: MultiplayerMethod {
  public static let name = "inverted"
  public static let reference = Reference(
    "This package", 2026, "A GAN that is inverted", arXiv: "none", place: "everywhere")

  public var objective = Objective.nonSaturating
  public var hidden = [32]
  public var weight = 0.1

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting("hidden", \.hidden, each: .positive, example: "[32]", "widths of the inverter"),
      Setting("objective", \.objective, Objective.meaning),
      Setting("weight", \.weight, .notNegative, "weight of the inversion"),
    ]
  }

  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    var cast = Cast(configuration, dimension: target.dimension)
    cast.roles = [
      Role(
        "inverter", besides: configuration.generator, statisticsFrom: [.generated],
        inputs: target.dimension, hidden: hidden, outputs: cast.latents)
    ]
    return cast
  }

  public func losses(in game: Game) -> Losses {
    var losses = game.bareLosses(of: objective)
    losses.generator = losses.generator + weight * distance(in: game)
    return game.penalized(losses)
  }

  public func observations(in game: Game) -> [Monitor] {
    [Monitor("inversion", distance(in: game), meaning: "mean of ½‖z - F(G(z))‖²")]
  }

  private func distance(in game: Game) -> Tensor {
    let found = game.players["inverter"](game.generated)  // [batch, latents]
    return 0.5 * (game.latents - found).squared().rowSums().mean()
  }
}
