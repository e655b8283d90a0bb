import ToyGANCore
import ToyGANSettings

/// Optimistic Adam: both players step as if the last change of the gradient would occur once more.
public struct OptimisticGAN: TrainingMethod {
  public static let name = "optimistic"
  public static let summary = "each update adds the last change of the gradient once more"
  public static let reference = Reference(
    "Daskalakis, Ilyas, Syrgkanis and Zeng", 2018, "Training GANs with Optimism",
    arXiv: "1711.00141", place: "algorithm 1")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.generator.optimizer = Adam(isOptimistic: true)
    configuration.discriminator.optimizer = Adam(isOptimistic: true)
    configuration.schedule = .simultaneous
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    for (optimizer, player) in [
      (configuration.generator.optimizer, "generator"),
      (configuration.discriminator.optimizer, "discriminator"),
    ] {
      try Check.requirePart(
        optimizer.isOptimistic, "\(player).optimizer.isOptimistic", "false", "true",
        in: configuration)
    }
  }
}
