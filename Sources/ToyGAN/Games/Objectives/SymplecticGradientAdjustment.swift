import ToyGANCore
import ToyGANSettings

/// Symplectic gradient adjustment: turns the players' gradient field ξ towards stable equilibria.
///
///     ξ + λ Aᵀ ξ,   A = (J - Jᵀ) / 2
///
/// with J the Jacobian of ξ = (∇_θ L_G, ∇_ψ L_D). With alignment, λ takes the sign of ⟨ξ, ∇H⟩ ⟨Aᵀ ξ,
/// ∇H⟩ / d + 1/10, with H = ‖ξ‖² / 2 and d the number of weights, so that the field leaves unstable points.
/// The adjustment is not the gradient of a loss; it is added to the gradients of the generator and the
/// discriminator, and does not act on other players.
public struct SymplecticGradientAdjustment: Penalty {
  public static let name = "symplectic"
  public static let reference = Reference(
    "Balduzzi, Racaniere, Martens, Foerster, Tuyls and Graepel", 2018,
    "The Mechanics of n-Player Differentiable Games", arXiv: "1802.05642",
    place: "equation 4, algorithm 1")

  /// λ in the paper.
  public var weight: Double
  /// Whether λ takes the sign of the alignment.
  public var isAligned: Bool
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "isAligned", \.isAligned, "whether the sign of the adjustment follows the paper's alignment"
      ),
      Setting("weight", \.weight, .notNegative, "factor on the adjustment, λ in the paper"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 1) }
  /// The adjustment with this factor.
  public init(weight: Double, isAligned: Bool = true) {
    self.weight = weight
    self.isAligned = isAligned
  }

  public var gradientPath: GradientPath { .field }

  public var sidesChangedAtEquilibrium: [Role.Side] { [] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let (g, d) = (game.generator.network.parameters, game.discriminator.network.parameters)
    // In an unrolling the discriminator's weights depend on the generator's; here both are held constant.
    let held = game.discriminator.network.state
    let (a, b) = (
      losses.generator.gradient(at: g, holding: held), losses.discriminator.gradient(at: d)
    )
    // The off-diagonal blocks of Jᵀ ξ and J ξ; the diagonal blocks are symmetric and cancel.
    let half = [
      0.5 * (crossed(b, at: g, holding: held) - along(b, of: a, at: d, holding: held)),
      0.5 * (crossed(a, at: d, holding: held) - along(a, of: b, at: g, holding: held)),
    ]
    var factor = Tensor.constant(weight)
    if isAligned {
      let energy = 0.5 * (a.squared().sum() + b.squared().sum())
      let slopes = energy.gradients(at: [g, d], holding: held)
      let onField = (a * slopes[0]).sum() + (b * slopes[1]).sum()
      let onAdjustment = (half[0] * slopes[0]).sum() + (half[1] * slopes[1]).sum()
      let count = Double(g.shape.count + d.shape.count)
      factor = weight * ((1 / count) * onField * onAdjustment + 0.1).sign()
    }
    return Losses(generatorForce: factor * half[0], discriminatorForce: factor * half[1])
  }

  /// (∂v / ∂w)ᵀ v.
  private func crossed(_ v: Tensor, at w: Tensor, holding held: [Tensor]) -> Tensor {
    (0.5 * v.squared().sum()).gradient(at: w, holding: held)
  }

  /// (∂u / ∂w) v: the derivative of (∂u / ∂w)ᵀ p, which is linear in the probe p, along v.
  private func along(
    _ v: Tensor, of u: Tensor, at w: Tensor, holding held: [Tensor]
  ) -> Tensor {
    let probe = Tensor.leaf("probe", u.shape.rows, u.shape.columns)
    return ((u * probe).sum().gradient(at: w, holding: held) * v).sum().gradient(at: probe)
  }
}
