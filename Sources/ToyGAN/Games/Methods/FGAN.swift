import ToyGANCore
import ToyGANSettings

/// A GAN that descends the variational bound of an f-divergence.
public struct FGAN: TrainingMethod {
  public static let name = "f-gan"
  public static let summary =
    "an f-divergence of choice, such as KL or Pearson, by its variational bound"
  public static let reference = Reference(
    "Nowozin, Cseke and Tomioka", 2016,
    "f-GAN: Training Generative Neural Samplers using Variational Divergence Minimization",
    arXiv: "1606.00709", place: "equation 4, table 2")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .jensenShannon) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func validate(in configuration: Configuration) throws(SettingError) {
    if !Objective.divergences.contains(objective) {
      throw SettingError(
        key: "method.objective", value: "'\(objective.name)'",
        allowed: Objective.divergences.map(\.name).joined(separator: ", ")
          + " with method \(Self.name)")
    }
  }
}
