import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// A way of training a generator against a discriminator, and whoever plays beside them, stated as two
/// scalar expressions.
///
/// Most methods are a choice of parts: an objective, penalties, layers, the number of updates. Such
/// a method says so in `prepare`, and any configuration can name the same parts one by one.
///
/// Stored properties are the method's settings: they are read from and written to configurations
/// under their own names, and `init()` gives them the paper's values.
public protocol TrainingMethod: Codable, Sendable {
  /// Name in configurations, on the command line and in reports.
  static var name: String { get }
  /// Where the method comes from; printed by `toygan list methods`.
  static var reference: Reference { get }
  init()

  /// What the discriminator's outputs are worth to the players.
  var objective: Objective { get }
  /// Who plays, beside generator and discriminator too.
  func cast(_ configuration: Configuration, target: any Target) -> Cast
  /// What the generator reads of latents [n, latents], [n, generatorInputs].
  func generatorInput(_ latents: Tensor) -> Tensor
  /// What a sample is asked to be by its latents, 1 in one of K columns, [n, K]; nil for nothing.
  func category(_ latents: Tensor) -> Tensor?
  /// The generator's outputs [n, generatorOutputs] with what chance adds to them, [n, any].
  func completed(_ outputs: Tensor) -> Tensor
  /// What the discriminator sees of real samples [n, d], [n, discriminatorInputs].
  func view(real samples: Tensor, by players: Ensemble) -> Tensor
  /// What it sees of the generator's completed outputs, and what these were made from.
  func view(generated outputs: Tensor, from latents: Tensor, by players: Ensemble) -> Tensor
  /// Samples [n, d] by the generator's completed outputs.
  func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor
  /// The decision [n, 1] that the discriminator's outputs [n, discriminatorOutputs] amount to.
  func decision(_ outputs: Tensor) -> Tensor
  /// Scalars that are computed only where a run is evaluated, by players at rest.
  func observations(in game: Game) -> [Monitor]
  /// What each player descends. Called once; the result is differentiated and compiled.
  func losses(in game: Game) -> Losses
  /// The parts and lengths that go with the method where the user names none.
  func prepare(_ configuration: inout Configuration)
  /// Throws where the settings, or what they are combined with, cannot work.
  func validate(in configuration: Configuration) throws(ConfigurationError)
}

extension TrainingMethod {
  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    Cast(configuration, dimension: target.dimension)
  }
  public func generatorInput(_ latents: Tensor) -> Tensor { latents }
  public func category(_ latents: Tensor) -> Tensor? { nil }
  public func completed(_ outputs: Tensor) -> Tensor { outputs }
  public func view(real samples: Tensor, by players: Ensemble) -> Tensor { samples }
  public func view(
    generated outputs: Tensor, from latents: Tensor, by players: Ensemble
  ) -> Tensor { outputs }
  public func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor { outputs }
  public func decision(_ outputs: Tensor) -> Tensor { outputs }
  public func observations(in game: Game) -> [Monitor] { [] }
  public func losses(in game: Game) -> Losses { game.losses(of: objective) }
  public func prepare(_ configuration: inout Configuration) {}
  public func validate(in configuration: Configuration) throws(ConfigurationError) {}
}

/// What each player descends, and what to record on the way.
public struct Losses: Sendable {
  public var generator: Tensor
  public var discriminator: Tensor
  /// What is added to the gradients of both, [1, count], where it is no loss's; nil for nothing.
  public var generatorForce, discriminatorForce: Tensor?
  /// Further scalars to record, computed with the discriminator's update.
  public var monitors: [Monitor]

  public init(
    generator: Tensor = 0, discriminator: Tensor = 0, generatorForce: Tensor? = nil,
    discriminatorForce: Tensor? = nil, monitors: [Monitor] = []
  ) {
    (self.generator, self.discriminator, self.monitors) = (generator, discriminator, monitors)
    (self.generatorForce, self.discriminatorForce) = (generatorForce, discriminatorForce)
  }

  /// What the players on a side descend.
  package func of(_ side: Role.Side) -> Tensor {
    switch side {
    case .generator: generator
    case .discriminator: discriminator
    }
  }

  public static func + (a: Losses, b: Losses) -> Losses {
    Losses(
      generator: a.generator + b.generator, discriminator: a.discriminator + b.discriminator,
      generatorForce: sum(a.generatorForce, b.generatorForce),
      discriminatorForce: sum(a.discriminatorForce, b.discriminatorForce),
      monitors: a.monitors + b.monitors)
  }

  private static func sum(_ a: Tensor?, _ b: Tensor?) -> Tensor? {
    guard let a, let b else { return a ?? b }
    return a + b
  }
}

/// A scalar [1, 1] worth recording, and what it means.
public struct Monitor: Sendable {
  /// Column of the trajectory; lower case with underscores.
  public var name: String
  public var meaning: String
  public var value: Tensor

  public init(_ name: String, _ value: Tensor, meaning: String) {
    (self.name, self.value, self.meaning) = (name, value, meaning)
  }
}
