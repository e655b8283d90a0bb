import ToyGANCore
import ToyGANSettings

/// A generator loss that matches the mean of the discriminator's features on real and generated samples.
///
///     weight · ‖E f(x) - E f(G(z))‖²
///
/// with f [n, width] the outputs of the discriminator's last hidden layer.
public struct FeatureMatching: Penalty {
  public static let name = "featureMatching"
  public static let reference = Reference(
    "Salimans et al.", 2016, "Improved Techniques for Training GANs", arXiv: "1606.03498",
    place: "section 3.1")

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

  public var gradientPath: GradientPath { .samples }

  public var sidesChangedAtEquilibrium: [Role.Side] { [.generator] }

  public func terms(in game: Game, besides losses: Losses) -> Losses {
    let features = game.discriminator.network.features
    let rows = 1 / Double(game.real.shape.rows)
    let difference = rows * (features(game.real) - features(game.fake)).columnSums()  // [1, width]
    return Losses(generator: weight * difference.squared().sum())
  }
}
