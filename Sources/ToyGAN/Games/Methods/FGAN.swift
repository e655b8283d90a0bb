import ToyGANCore
import ToyGANSettings

/// A GAN that descends the variational bound of an f-divergence.
public struct FGAN: TrainingMethod {
  public static let name = "f-gan"
  public static let reference = Reference(
    "Nowozin, Cseke and Tomioka", 2016,
    "f-GAN: Training Generative Neural Samplers using Variational Divergence Minimization",
    arXiv: "1606.00709", place: "equation 4, table 2")

  public var objective: Objective

  public init() { self.init(objective: .jensenShannon) }
  public init(objective: Objective) { self.objective = objective }

  public func validate(in configuration: Configuration) throws(ConfigurationError) {
    if !Objective.divergences.contains(objective) {
      throw ConfigurationError(
        key: "method.objective", value: "'\(objective.rawValue)'",
        allowed: Objective.divergences.map(\.rawValue).joined(separator: ", ")
          + " with method \(Self.name)")
    }
  }
}
