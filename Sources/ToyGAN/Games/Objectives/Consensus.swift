import ToyGANCore
import ToyGANSettings

/// Consensus optimization: both players also descend the squared norm of the game's gradient field.
///
///     weight / 2 · (‖∇_θ L_G‖² + ‖∇_ψ L_D‖²)
///
/// added to the losses of both players, θ being the generator's weights and ψ the discriminator's. The
/// field v that they descend becomes v + weight · Jᵀ v, with J its Jacobian. Players other than the
/// generator and the discriminator are not included.
public struct Consensus: Penalty {
  public static let name = "consensus"
  public static let reference = Reference(
    "Mescheder, Nowozin and Geiger", 2017, "The Numerics of GANs", arXiv: "1705.10461",
    place: "equation 16, algorithm 2")

  /// γ in the paper; 10 on its ring of Gaussians.
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

  public var gradientPath: GradientPath { .field }

  public var sidesChangedAtEquilibrium: [Role.Side] { [] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let gradients = [
      losses.generator.gradient(
        at: game.generator.network.parameters, holding: game.discriminator.network.state),
      losses.discriminator.gradient(at: game.discriminator.network.parameters),
    ]
    let term = 0.5 * weight * (gradients[0].squared().sum() + gradients[1].squared().sum())
    return Losses(generator: term, discriminator: term)
  }
}
