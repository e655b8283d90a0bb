import ToyGANCore
import ToyGANSettings

/// Consensus optimization, with the recipe of the paper's experiment on a ring of Gaussians.
///
/// The authors' code draws exactly 64 samples of each of its 8 modes for a minibatch of 512; here the modes of
/// samples are random.
public struct ConsensusGAN: TrainingMethod {
  public static let name = "consensus"
  public static let summary = "a penalty on the squared gradients of both players' losses"
  public static let reference = Reference(
    "Mescheder, Nowozin and Geiger", 2017, "The Numerics of GANs", arXiv: "1705.10461",
    place: "algorithm 2; recipe of its mixture of Gaussians")

  public var objective: Objective

  public static var settings: [Setting<Self>] {
    [Setting("objective", \.objective, Objective.meaning)]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective.
  public init(objective: Objective) { self.objective = objective }

  public func prepare(_ configuration: inout Configuration) {
    configuration.penalties = [Consensus()]
    configuration.schedule = .simultaneous
    configuration.generator.latent = 16
    configuration.generator.hidden = [16, 16, 16, 16]
    configuration.generator.initialization = .glorot
    configuration.discriminator.hidden = [16, 16, 16, 16]
    configuration.discriminator.initialization = .glorot
    configuration.discriminator.inputScale = 1
    configuration.generator.optimizer = RMSProp(learningRate: 1e-4)
    configuration.discriminator.optimizer = RMSProp(learningRate: 1e-4)
    configuration.steps = 50_000
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePenalty(Consensus.self, weight: \.weight, in: configuration)
  }
}
