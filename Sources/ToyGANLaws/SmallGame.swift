import ToyGAN

/// A game that is small enough for the interpreter, with values for all of its inputs.
public struct SmallGame {
  /// The game.
  public let game: Game
  /// The latents from which the samples are generated, [rows · packing, latents].
  public let latents: Tensor
  /// The same game in evaluation mode, as it is evaluated.
  public let evaluationGame: Game
  /// Roles of the companions.
  public let roles: [Role]
  /// Row-major values of every leaf of the game.
  public var given: [Tensor: [Double]] = [:]

  /// Number of updates of the run to which schedules are relative.
  private static let updates = 100

  /// The players of a method with these hidden layers on minibatches [batch, 2 · packing],
  /// with three latents per sample in addition to the method's own, and with the penalties,
  /// layers, packing, noise and clipping of `parts`.
  public init(
    _ method: any TrainingMethod = GAN(), batch: Int = 4, hidden: [Int] = [5, 4],
    activation: Activation = .tanh,
    closeness: MinibatchDiscrimination? = nil, generatorOptimizer: any Optimizer = SGD(),
    discriminatorOptimizer: any Optimizer = SGD(), parts: Configuration = Configuration(),
    seed: UInt64 = 7
  ) {
    let (packing, noise) = (parts.discriminator.packing, parts.discriminator.instanceNoise)
    let auxiliaryWeights = parts.penalties.flatMap(\.auxiliaryWeights)
    var small = parts
    (small.generator.latent, small.generator.activation) = (3, activation)
    guard let target = try? small.target.target() else { fatalError("no target") }
    let cast = method.interface.cast(small, target: target)
    latents = .leaf("latents", batch * packing, cast.latents)
    let generator = Player(
      "generator",
      MLP(
        inputs: cast.generatorInputs, hidden: hidden, outputs: cast.generatorOutputs,
        activation: activation, layers: parts.generator.layers),
      generatorOptimizer.lasting(Self.updates), auxiliaryWeights: auxiliaryWeights)
    let discriminator = Player(
      "discriminator",
      MLP(
        inputs: cast.discriminatorInputs * packing, hidden: hidden,
        outputs: cast.discriminatorOutputs, activation: activation, inputScale: 0.5,
        minibatchDiscrimination: closeness, layers: parts.discriminator.layers),
      discriminatorOptimizer.lasting(Self.updates),
      weightClip: parts.discriminator.weightClip, auxiliaryWeights: auxiliaryWeights)
    let real = Tensor.leaf("real", batch, 2 * packing)
    let companions = cast.roles.map {
      Player($0.name, $0.network, generatorOptimizer, auxiliaryWeights: auxiliaryWeights)
    }
    var fixtures: [(name: String, values: Tensor)] = []
    for fixture in cast.fixtures {
      let rows = fixture.values.count / fixture.columns
      let leaf = Tensor.leaf(fixture.name, rows, fixture.columns)
      given[leaf] = fixture.values.map(Double.init)
      fixtures.append((fixture.name, leaf))
    }
    roles = cast.roles
    let players = Ensemble(generator: generator, companions: companions, fixtures: fixtures)
    game = Game(
      method, players: players, discriminator: discriminator, real: real, latents: latents,
      penalties: parts.penalties.map { $0.lasting(Self.updates) },
      instanceNoise: noise?.lasting(Self.updates))
    evaluationGame = Game(
      method, players: players.inEvaluationMode, discriminator: discriminator.inEvaluationMode,
      real: real,
      latents: latents)
    var random = SeededGenerator(seed)
    for leaf in [real, latents] { given[leaf] = random.numbers(leaf.shape.count) }
    for player in [generator, discriminator] + companions { fill(player, &random) }
  }

  private mutating func fill(_ player: Player, _ random: inout SeededGenerator) {
    given[player.network.parameters] = random.numbers(player.network.parameters.shape.count)
    for (slot, state) in player.optimizerState.enumerated() {
      // Second moments and mean squares are positive; first moments may have either sign.
      let isSecond = player.optimizer.slots[slot] != "first moment"
      given[state] = random.numbers(state.shape.count, in: isSecond ? 0.5...1 : -0.2...0.2)
    }
    let network = player.network
    for leaf in [network.statistics, network.frequencies, network.singularVectors] {
      if let leaf { given[leaf] = random.numbers(leaf.shape.count, in: 0.5...1) }
    }
    // As in training: with arbitrary vectors the estimated singular value could be zero, and it is a divisor.
    if let leaf = network.singularVectors, let iterated = network.iteratedSingularVectors() {
      for _ in 0..<15 { given[leaf] = Interpreter(given).value(iterated) }
    }
    for (_, weights) in player.auxiliaryWeights {
      given[weights] = random.numbers(weights.shape.count)
    }
    given[player.time] = [3]
  }

  /// Values for the draws that `outputs` depend on, uniform on [0, 1).
  public mutating func fillDraws(of outputs: [Tensor], seed: UInt64 = 11) {
    var random = SeededGenerator(seed)
    for tensor in Tensor.nodes(of: outputs) {
      guard case .draw = tensor.node.op, given[tensor] == nil else { continue }
      given[tensor] = random.numbers(tensor.shape.count, in: 0...0.999)
    }
  }
}

extension Configuration {
  /// The configuration of a method, with `change` applied.
  public static func parts(
    of method: any TrainingMethod = GAN(), _ change: (inout Configuration) -> Void = { _ in }
  ) -> Configuration {
    var configuration = Configuration(method)
    change(&configuration)
    return configuration
  }
}
