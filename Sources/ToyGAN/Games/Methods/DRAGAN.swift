import ToyGANCore
import ToyGANSettings

/// A GAN with a penalty on the discriminator's slope around real samples.
public struct DRAGAN: TrainingMethod {
  public static let name = "dragan"
  public static let summary = "a penalty on the discriminator's slope around real samples"
  public static let reference = Reference(
    "Kodali, Abernethy, Hays and Kira", 2017, "On Convergence and Stability of GANs",
    arXiv: "1705.07215", place: "section 2.3")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [DRAGANPenalty()]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(DRAGANPenalty.self, weight: \.weight, in: configuration)
  }
}
