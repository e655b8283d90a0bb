import ToyGANCore

/// The players of a method's game, and the widths of the tensors that pass between them.
public struct Cast: Sendable {
  /// Number of random numbers from which one sample is generated.
  public var latents: Int
  /// Width of the generator's input.
  public var generatorInputs: Int
  /// Width of the generator's output.
  public var generatorOutputs: Int
  /// Width of the discriminator's input for a single sample.
  public var discriminatorInputs: Int
  /// Width of the discriminator's output.
  public var discriminatorOutputs = 1
  /// Players other than the generator and the discriminator.
  public var roles: [Role] = []
  /// Matrices that stay the same at every update.
  public var fixtures: [Fixture] = []

  /// A cast of the generator and the discriminator alone, on samples of `dimension` numbers.
  public init(_ configuration: Configuration, dimension: Int) {
    latents = configuration.generator.latent
    (generatorInputs, generatorOutputs) = (latents, dimension)
    discriminatorInputs = dimension
  }
}

extension Cast {
  /// All players with their networks and optimizers, in the order of checkpoints.
  func players(
    of configuration: Configuration
  ) -> [(name: String, network: MLP, optimizer: any Optimizer)] {
    let (generator, discriminator) = (configuration.generator, configuration.discriminator)
    return [
      (
        "generator", generator.architecture(inputs: generatorInputs, outputs: generatorOutputs),
        generator.optimizer
      ),
      (
        "discriminator",
        discriminator.architecture(inputs: discriminatorInputs, outputs: discriminatorOutputs),
        discriminator.optimizer
      ),
    ] + roles.map { ($0.name, $0.network, $0.optimizer) }
  }
}

/// A player other than the generator and the discriminator; it is updated
/// together with one of them and descends its loss.
public struct Role: Sendable {
  /// The side of the game, whose loss the player descends.
  public enum Side: Sendable { case generator, discriminator }
  /// The samples from which running statistics of the network are computed.
  public enum StatisticsSource: Sendable { case real, generated }

  /// Name of the player in checkpoints and in `Ensemble`.
  public var name: String
  /// The player with which this one is updated.
  public var side: Side
  /// The samples from which running statistics of its network are computed.
  public var statisticsFrom: [StatisticsSource]
  /// The architecture of its network.
  public var network: MLP
  /// The update rule of its weights.
  public var optimizer: any Optimizer

  /// A player on the generator's side, with a network of the generator's kind from `inputs` to `outputs`
  /// numbers and the generator's optimizer.
  public init(
    _ name: String, besides generator: GeneratorConfiguration, statisticsFrom: [StatisticsSource],
    inputs: Int,
    hidden: [Int], outputs: Int
  ) {
    self.name = name
    self.statisticsFrom = statisticsFrom
    side = .generator
    var layers = generator.layers
    layers.fourierFeatures = nil
    network = MLP(
      inputs: inputs, hidden: hidden, outputs: outputs, activation: generator.activation,
      initialization: generator.initialization, layers: layers)
    optimizer = generator.optimizer
  }
}

/// A matrix that a method makes once, from the target and the seed.
public struct Fixture: Sendable {
  /// Name of the matrix in `Ensemble`.
  public var name: String
  /// Number of columns of the matrix.
  public var columns: Int
  /// The entries in row-major order.
  public var values: [Float]
  /// Whether its rows are samples, which the players see in their own units (standardized, if the target is).
  public var areSamples: Bool

  /// Traps unless `values` fill complete rows.
  public init(_ name: String, columns: Int, values: [Float], areSamples: Bool = false) {
    guard columns > 0, !values.isEmpty, values.count.isMultiple(of: columns) else {
      fatalError("fixture \(name): \(values.count) values in rows of \(columns)")
    }
    self.name = name
    self.columns = columns
    self.values = values
    self.areSamples = areSamples
  }
}

/// The generator, its companions and the fixtures, as expressions.
public struct Ensemble: Sendable {
  /// The player that generates samples.
  public let generator: Player
  /// The players other than the generator and the discriminator.
  public let companions: [Player]
  /// Fixtures with their names, each [rows, columns].
  public let fixtures: [(name: String, values: Tensor)]

  /// An ensemble of the generator, its companions and fixtures.
  public init(
    generator: Player, companions: [Player] = [], fixtures: [(name: String, values: Tensor)] = []
  ) {
    self.generator = generator
    self.companions = companions
    self.fixtures = fixtures
  }

  /// The companion with this name; traps if there is none.
  public subscript(name: String) -> Player {
    guard let player = companions.first(where: { $0.name == name }) else {
      fatalError("no \(name) among \(companions.map(\.name))")
    }
    return player
  }

  /// The fixture with this name, [rows, columns]; traps if there is none.
  public func fixture(_ name: String) -> Tensor {
    guard let fixture = fixtures.first(where: { $0.name == name }) else {
      fatalError("no \(name) among \(fixtures.map(\.name))")
    }
    return fixture.values
  }

  /// The same players in evaluation mode: batch normalization uses running statistics.
  public var inEvaluationMode: Ensemble {
    Ensemble(
      generator: generator.inEvaluationMode, companions: companions.map(\.inEvaluationMode),
      fixtures: fixtures)
  }
}
