import ToyGANCore
import ToyGANSettings

/// A term added to what the players descend, whatever their objective.
///
/// A configuration names the penalties it wants, `penalties: {r1: {weight: 10}}`, each once.
public protocol Penalty: NamedSettings {
  static var reference: Reference { get }
  /// Throws where the settings, at `key`, do not go with what they are combined with.
  func validate(_ key: String, in configuration: Configuration) throws(SettingError)
  /// Traces of both players' weights that the penalty reads.
  var traces: [WeightTrace] { get }
  /// The gradient path to the generator that this penalty needs.
  var reach: PenaltyReach { get }
  /// Whether labels of samples become others than 0 and 1, so that the discriminator's optimum is not
  /// p / (p + q).
  var changesLabels: Bool { get }
  /// What is added to `losses`, which the players would descend without it.
  func terms(in game: Game, besides losses: Losses) -> Losses
}

extension Penalty {
  public func validate(_ key: String, in configuration: Configuration) throws(SettingError) {}
  public var traces: [WeightTrace] { [] }
  public var reach: PenaltyReach { .weights }
  public var changesLabels: Bool { false }
}

/// The gradient path by which a penalty reaches the generator; not every generator has all of them.
public enum PenaltyReach: Sendable {
  /// The generator's weights themselves, or no path at all.
  case weights
  /// What the discriminator sees of generated samples.
  case samples
  /// The gradient that the generator descends.
  case field
}
