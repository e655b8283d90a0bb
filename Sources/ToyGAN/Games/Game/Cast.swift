import ToyGANCore

/// Who plays in a method's game, and how wide what passes between the players is.
public struct Cast: Sendable {
  /// Random numbers from which a sample is made.
  public var latents: Int
  public var generatorInputs: Int
  public var generatorOutputs: Int
  /// Width of what the discriminator sees of a single sample.
  public var discriminatorInputs: Int
  public var discriminatorOutputs = 1
  /// Players beside the two.
  public var roles: [Role] = []
  /// What is the same at every update.
  public var fixtures: [Fixture] = []

  /// The generator and the discriminator alone, on samples of `dimension` numbers.
  public init(_ configuration: Configuration, dimension: Int) {
    latents = configuration.generator.latent
    (generatorInputs, generatorOutputs) = (latents, dimension)
    discriminatorInputs = dimension
  }
}

/// A player beside generator and discriminator, who moves with one of them and descends its loss.
public struct Role: Sendable {
  public enum Side: Sendable { case generator, discriminator }
  /// What running statistics of the network are taken from.
  public enum Sight: Sendable { case real, generated }

  public var name: String
  public var side: Side
  public var sees: [Sight]
  public var network: MLP
  public var optimizer: any Optimizer

  /// A player on the generator's side with a network of its kind, `inputs` to `outputs`, and its optimizer.
  public init(
    _ name: String, besides generator: GeneratorConfiguration, sees: [Sight], inputs: Int,
    hidden: [Int], outputs: Int
  ) {
    self.name = name
    self.sees = sees
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
  public var name: String
  public var columns: Int
  /// Row by row.
  public var values: [Float]
  /// Whether its rows are samples, which players see in their units.
  public var areSamples: Bool

  /// Traps unless `values` fill whole rows.
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

/// The generator, those beside it, and what stays the same, as expressions.
public struct Ensemble: Sendable {
  public let generator: Player
  public let companions: [Player]
  /// By name, [rows, columns].
  public let fixtures: [(name: String, values: Tensor)]

  public init(
    generator: Player, companions: [Player] = [], fixtures: [(name: String, values: Tensor)] = []
  ) {
    self.generator = generator
    self.companions = companions
    self.fixtures = fixtures
  }

  /// The companion of this name; traps where there is none.
  public subscript(name: String) -> Player {
    guard let player = companions.first(where: { $0.name == name }) else {
      fatalError("no \(name) among \(companions.map(\.name))")
    }
    return player
  }

  /// The fixture of this name, [rows, columns]; traps where there is none.
  public func fixture(_ name: String) -> Tensor {
    guard let fixture = fixtures.first(where: { $0.name == name }) else {
      fatalError("no \(name) among \(fixtures.map(\.name))")
    }
    return fixture.values
  }

  /// The same after training: by running statistics.
  public var atRest: Ensemble {
    Ensemble(
      generator: generator.atRest, companions: companions.map(\.atRest), fixtures: fixtures)
  }
}
