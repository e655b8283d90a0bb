import ToyGANCore
import ToyGANSettings

/// A term added to what the players descend, whatever their objective.
///
/// Stored properties are its settings, as of a method. A configuration names the penalties it wants,
/// `penalties: {r1: {weight: 10}}`, each once.
public protocol Penalty: Codable, Sendable {
  /// Name in configurations.
  static var name: String { get }
  static var reference: Reference { get }
  init()
  /// Throws where the settings, at `key`, or what they are combined with, cannot work.
  func validate(_ key: String, in configuration: Configuration) throws(ConfigurationError)
  /// What it needs remembered of both players' weights.
  var traces: [WeightTrace] { get }
  /// By which way it moves the generator, if it does.
  var reach: PenaltyReach { get }
  /// What is added to `losses`, which the players would descend without it.
  func terms(in game: Game, besides losses: Losses) -> Losses
}

extension Penalty {
  public var traces: [WeightTrace] { [] }
  public var reach: PenaltyReach { .weights }
}

/// By which way a penalty moves the generator: not every generator has a gradient on each.
public enum PenaltyReach: Sendable {
  /// Its weights themselves, or not at all.
  case weights
  /// What the discriminator sees of its samples.
  case samples
  /// The gradient that it descends.
  case field
}

/// A penalty of which nothing can be wrong but a negative weight.
public protocol WeightedPenalty: Penalty {
  var weight: Double { get }
}

extension WeightedPenalty {
  public func validate(
    _ key: String, in configuration: Configuration
  ) throws(ConfigurationError) {
    try Check.notNegative(weight, "\(key).weight")
  }
}
