import ToyGANCore
import ToyGANSettings

/// A GAN that pulls both players towards the mean of their earlier weights.
public struct HistoricalAveragingGAN: TrainingMethod {
  public static let name = "historical-averaging"
  public static let summary = "both players are pulled towards the mean of their earlier weights"
  public static let reference = Reference(
    "Salimans et al.", 2016, "Improved Techniques for Training GANs", arXiv: "1606.03498",
    place: "section 3.3")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [HistoricalAveraging()]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(HistoricalAveraging.self, weight: \.weight, in: configuration)
  }
}
