import ToyGANCore
import ToyGANSettings

/// A GAN with a gradient penalty at real samples, which makes its equilibria locally stable.
public struct R1GAN: TrainingMethod {
  public static let name = "r1"
  public static let summary = "a penalty on the discriminator's squared gradient at real samples"
  public static let reference = Reference(
    "Mescheder, Geiger and Nowozin", 2018,
    "Which Training Methods for GANs do actually Converge?", arXiv: "1801.04406",
    place: "section 4.1")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [R1()]
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(R1.self, weight: \.weight, in: configuration)
  }
}
