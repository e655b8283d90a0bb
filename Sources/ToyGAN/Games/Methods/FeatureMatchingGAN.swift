import ToyGANCore
import ToyGANSettings

/// A generator that only matches the mean of the discriminator's features.
public struct FeatureMatchingGAN: TrainingMethod {
  public static let name = "feature-matching"
  public static let summary = "the generator only matches the mean of the discriminator's features"
  public static let reference = FeatureMatching.reference

  /// The discriminator's objective.
  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  /// The generator has no loss but its penalty.
  public var equilibrium: EquilibriumLosses? { objective.equilibrium?.without([.generator]) }

  public func losses(in game: Game) -> Losses {
    let (real, fake) = (game.decision(game.real), game.decision(game.fake))  // [rows, 1]
    return game.penalized(
      Losses(
        discriminator: objective.discriminator(real: real, fake: fake),
        monitors: objective.monitors(real: real, fake: fake)))
  }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [FeatureMatching()]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.matchesFeatures(in: configuration)
  }
}

extension Check {
  /// Throws if a generator that matches features would have no loss.
  static func matchesFeatures(in configuration: Configuration) throws(SettingError) {
    try requirePenalty(FeatureMatching.self, weight: \.weight, in: configuration)
  }
}
