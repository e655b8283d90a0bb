/// All that decides a run: the same configuration, seed and build give the same bytes.
public struct Configuration: Sendable {
  public var target = TargetConfiguration.preset(.ring8)
  public var generator = GeneratorConfiguration()
  public var discriminator = DiscriminatorConfiguration()
  public var method: any TrainingMethod = GAN()
  /// Samples in a minibatch.
  public var batch = 512
  /// Generator updates in all.
  public var steps = 25_000
  public var schedule = Schedule.alternating
  public var evaluation = EvaluationConfiguration()
  public var seed: UInt64 = 0

  public init() {}
}

/// Order of the players' updates within a step.
public enum Schedule: String, CaseIterable, Codable, Sendable {
  /// The discriminator first; the generator then meets the new discriminator.
  case alternating
  /// Both from the same point, on the same minibatch.
  case simultaneous
}

/// The network that turns latents into samples, and its optimizer.
public struct GeneratorConfiguration: Sendable {
  /// Dimension of the standard normal latents.
  public var latent = 256
  public var hidden = [128, 128]
  public var activation = Activation.relu
  public var initialization = Initialization.orthogonal(gain: 0.8)
  public var optimizer: any Optimizer = Adam()

  /// The network for samples of `dimension` numbers.
  public func architecture(dimension: Int) -> MLP {
    MLP(
      inputs: latent, hidden: hidden, outputs: dimension, activation: activation,
      initialization: initialization)
  }
}

/// The network that tells real from generated samples, and its optimizer.
public struct DiscriminatorConfiguration: Sendable {
  public var hidden = [128]
  public var activation = Activation.relu
  public var initialization = Initialization.orthogonal(gain: 0.8)
  /// Factor on the samples before the first layer.
  public var inputScale = 0.25
  public var minibatchDiscrimination: MinibatchDiscrimination?
  public var optimizer: any Optimizer = Adam()

  /// The network for samples of `dimension` numbers.
  public func architecture(dimension: Int) -> MLP {
    MLP(
      inputs: dimension, hidden: hidden, outputs: 1, activation: activation,
      initialization: initialization, inputScale: inputScale,
      minibatchDiscrimination: minibatchDiscrimination)
  }
}

/// How often, and on how many samples, a run is measured.
public struct EvaluationConfiguration: Codable, Sendable {
  /// Generator steps between evaluations.
  public var every = 500
  /// Samples drawn for each.
  public var samples = 2500
  /// Generator steps between stored samples and discriminator surfaces.
  public var storeEvery = 1000
}
