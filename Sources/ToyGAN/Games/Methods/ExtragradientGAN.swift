import ToyGANCore
import ToyGANSettings

/// Extragradient: both players step along the gradients found one step ahead.
public struct ExtragradientGAN: TrainingMethod {
  public static let name = "extragradient"
  public static let summary = "each update uses the gradients after a trial step"
  public static let reference = Reference(
    "Gidel, Berard, Vignoud, Vincent and Lacoste-Julien", 2019,
    "A Variational Inequality Perspective on Generative Adversarial Networks",
    arXiv: "1802.10551", place: "algorithm 4")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.schedule = .extragradient
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePart(
      configuration.schedule == .extragradient, "schedule", configuration.schedule.rawValue,
      Schedule.extragradient.rawValue, in: configuration)
  }
}
