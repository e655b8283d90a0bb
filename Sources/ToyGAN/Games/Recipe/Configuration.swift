import ToyGANCore
import ToyGANMetrics

/// All that decides a run: the same configuration, seed and build give the same bytes.
public struct Configuration: Sendable {
  public var target = TargetConfiguration.preset(.ring8)
  /// Whether the players see the target moved to mean zero and scaled to deviation one.
  ///
  /// What is stored and scored is in the target's own units.
  public var isStandardized = false
  public var generator = GeneratorConfiguration()
  public var discriminator = DiscriminatorConfiguration()
  public var method: any TrainingMethod = GAN()
  /// Terms added to what the players descend, each kind at most once.
  public var penalties: [any Penalty] = []
  /// Samples in a minibatch.
  public var batch = 512
  /// Generator updates in all.
  public var steps = 25_000
  public var schedule = Schedule.alternating
  public var lookahead: Lookahead?
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
  /// Both at once, first to where a step would lead and then, from where they were, along the
  /// gradients found there, on another minibatch: extragradient (Korpelevich 1976; Gidel et al. 2019,
  /// arXiv:1802.10551, algorithms 2 and 4).
  case extragradient
}

/// Every few steps back towards where the players were: slow weights that follow fast ones.
///
///     φ ← φ + share · (θ - φ),   θ ← φ
///
/// for both players, every `every` generator updates. Zhang et al. 2019, arXiv:1907.08610; for games
/// Chavdarova et al. 2021, arXiv:2006.14567, algorithm 1.
public struct Lookahead: Hashable, Codable, Sendable {
  public var every: Int
  /// α in the paper, in (0, 1].
  public var share: Double

  public init(every: Int = 5, share: Double = 0.5) { (self.every, self.share) = (every, share) }
}

/// The network that turns latents into samples, and its optimizer.
public struct GeneratorConfiguration: Sendable {
  /// Dimension of the latents.
  public var latent = 256
  /// Standard normal, or uniform on [-1, 1).
  public var latentDistribution = Distribution.normal
  public var hidden = [128, 128]
  public var activation = Activation.relu
  public var initialization = Initialization.orthogonal(gain: 0.8)
  public var layers = HiddenLayers()
  /// Updates in a row, after those of the discriminator.
  public var steps = 1
  /// Share of a running mean of the weights that is kept at each update, in [0, 1).
  ///
  /// The generator with the mean weights is measured beside the present one; nil for none. Running
  /// statistics of batch normalization are the present one's.
  public var average: Double?
  public var optimizer: any Optimizer = Adam()

  public init() {}

  /// The network from `inputs` to `outputs` numbers.
  public func architecture(inputs: Int, outputs: Int) -> MLP {
    MLP(
      inputs: inputs, hidden: hidden, outputs: outputs, activation: activation,
      initialization: initialization, layers: layers)
  }
}

/// The network that tells real from generated samples, and its optimizer.
public struct DiscriminatorConfiguration: Sendable {
  public var hidden = [128]
  public var activation = Activation.relu
  public var initialization = Initialization.orthogonal(gain: 0.8)
  public var layers = HiddenLayers()
  /// Factor on the samples before the first layer.
  public var inputScale = 0.25
  public var minibatchDiscrimination: MinibatchDiscrimination?
  /// Samples that are decided on together; 1 to decide on each alone.
  ///
  /// Lin et al. 2018, arXiv:1712.04086.
  public var packing = 1
  public var instanceNoise: InstanceNoise?
  /// Bound on every weight after each update; nil for none.
  public var weightClip: Double?
  /// Updates before each of the generator's turns, n_critic in the WGAN paper.
  public var steps = 1
  public var optimizer: any Optimizer = Adam()

  public init() {}

  /// The network for samples seen as `inputs` numbers.
  public func architecture(inputs: Int, outputs: Int) -> MLP {
    MLP(
      inputs: inputs * packing, hidden: hidden, outputs: outputs, activation: activation,
      initialization: initialization, inputScale: inputScale,
      minibatchDiscrimination: minibatchDiscrimination, layers: layers)
  }
}

/// How often, on how many samples, and by what a run is measured.
public struct EvaluationConfiguration: Codable, Sendable {
  /// Generator steps between evaluations.
  public var every = 500
  /// Samples drawn for each.
  public var samples = 2500
  /// Generator steps between stored samples and discriminator surfaces; 0 to store none.
  public var storeEvery = 1000
  /// What each evaluation measures.
  public var metrics = MetricSelection.named(Metrics.standard)
  /// What is measured at the end, each beside its noise floor.
  public var final = MetricSelection.all
  /// Whether each evaluation also looks at the discriminator and at both players' gradients.
  public var diagnostics = false

  public init() {}
}
