import ToyGANCore
import ToyGANSettings

/// A penalty on the discriminator's slope between real and generated samples.
///
///     weight · E (‖∇D(x̂)‖ - target)²
///
/// at points x̂ drawn uniformly on the segments that join paired real and generated samples, with one draw
/// per pair and not one per batch. If it is one-sided, slopes below the target are not penalized. Target 1
/// is the paper's (arXiv:1704.00028, equation 3), the one-sided form is that of Petzka et al. 2018,
/// arXiv:1709.08894, and target 0 that of Thanh-Tung et al. 2019, arXiv:1902.03984.
public struct GradientPenalty: Penalty {
  public static let name = "gradientPenalty"
  public static let reference = Reference(
    "Gulrajani, Ahmed, Arjovsky, Dumoulin and Courville", 2017,
    "Improved Training of Wasserstein GANs", arXiv: "1704.00028", place: "equation 3")

  /// λ in the paper: 0.1 in its toy experiments, 10 on images.
  public var weight: Double
  /// The slope that the penalty pulls towards.
  public var target: Double
  /// Whether slopes below the target are not penalized.
  public var isOneSided: Bool
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("target", \.target, .notNegative, "the desired length of the gradient"),
      Setting(
        "isOneSided", \.isOneSided, "whether gradients shorter than the desired length have no cost"
      ),
      Setting("weight", \.weight, .notNegative, "factor on the penalty, λ in the paper")
        .also("lambda", "gp weight", "penalty weight"),
      .annealing(\.annealing),
    ]
  }

  public init() { self.init(weight: 0.1) }
  /// The penalty with this factor, towards this slope.
  public init(weight: Double, target: Double = 1, isOneSided: Bool = false) {
    self.weight = weight
    self.target = target
    self.isOneSided = isOneSided
  }

  /// A constant output has slope 0, which costs nothing where no slope is wanted or a small one is free.
  public var sidesChangedAtEquilibrium: [Role.Side] {
    target == 0 || isOneSided ? [] : [.discriminator]
  }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let t = game.draw(.uniform)  // [batch, 1]
    let slope = game.slope(at: game.real + t * (game.fake - game.real))  // [batch, 1]
    let excess = slope - .constant(target)
    return Losses(
      discriminator: weight * (isOneSided ? excess.relu() : excess).squared().mean(),
      monitors: [
        Monitor(
          "critic_slope", slope.mean(), range: .notNegative, unit: "output per unit",
          meaning: "mean length of the discriminator's gradient between real and generated samples")
      ])
  }
}

extension Game {
  /// Length of the discriminator's gradient at points [n, d], [n, 1].
  ///
  /// With batch normalization or minibatch discrimination the output for a point depends on the other points too;
  /// then this is the gradient of the sum of all outputs, and not the slope at a single sample.
  func slope(at points: Tensor) -> Tensor { slopes(at: points).rowNorms() }

  /// Squared length of the discriminator's gradient, [n, 1], which is smooth where the gradient is zero.
  func squaredSlope(at points: Tensor) -> Tensor { slopes(at: points).squared().rowSums() }

  /// The discriminator's gradient with its weights held
  /// constant: in an unrolling they depend on these points.
  private func slopes(at points: Tensor) -> Tensor {
    decision(points).gradient(at: points, holding: discriminator.network.state)
  }
}
