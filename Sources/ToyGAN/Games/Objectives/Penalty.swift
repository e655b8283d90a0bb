import ToyGANCore
import ToyGANSettings

/// A term that can be added to the losses of any objective.
///
/// A configuration lists its penalties, `penalties: {r1: {weight: 10}}`, each at most once.
public protocol Penalty: NamedSettings {
  /// The publication of the penalty.
  static var reference: Reference { get }
  /// Throws if the settings, at `key`, are incompatible with the rest of the configuration.
  func validate(_ key: String, in configuration: Configuration) throws(SettingError)
  /// Copies or averages of both players' earlier weights that the penalty reads.
  var auxiliaryWeights: [AuxiliaryWeights] { get }
  /// The gradient path to the generator that this penalty needs.
  var gradientPath: GradientPath { get }
  /// Whether it changes labels to values other than 0 and 1, so that
  /// the discriminator's optimum is not p / (p + q).
  var changesLabels: Bool { get }
  /// The sides whose losses the penalty changes at the equilibrium, where both distributions are equal and the
  /// discriminator's output is the same everywhere; both unless the penalty says that its terms vanish there.
  var sidesChangedAtEquilibrium: [Role.Side] { get }
  /// How the terms are weighted during training; nil for a weight that does not change.
  var annealing: FactorSchedule? { get set }
  /// The terms to add to `losses`, which are the players' losses without this penalty.
  func terms(in game: Game, besides losses: Losses) -> Losses
}

extension Penalty {
  public func validate(_ key: String, in configuration: Configuration) throws(SettingError) {}
  public var auxiliaryWeights: [AuxiliaryWeights] { [] }
  public var gradientPath: GradientPath { .weights }
  public var changesLabels: Bool { false }
  /// None for a penalty that does not declare the setting, so that there is nothing to set.
  public var annealing: FactorSchedule? {
    get { nil }
    set {}
  }
  public var sidesChangedAtEquilibrium: [Role.Side] { [.generator, .discriminator] }

  /// This penalty in a run in which the discriminator makes `updates` updates.
  package func lasting(_ updates: Int) -> Self {
    var penalty = self
    penalty.annealing = annealing?.lasting(updates)
    return penalty
  }

  /// The terms, with the weight that they have at the present update.
  func annealedTerms(in game: Game, besides losses: Losses) -> Losses {
    let terms = terms(in: game, besides: losses)
    return annealing.map { terms.scaled(by: $0.factor(after: game.discriminator.updates)) } ?? terms
  }
}

extension Setting where Root: Penalty {
  /// How the weight of a penalty changes during training.
  public static func annealing(
    _ path: WritableKeyPath<Root, FactorSchedule?> & Sendable
  ) -> Setting {
    Setting(
      "annealing", optional: path,
      "how the weight of the terms changes during training; nothing if it stays"
    )
    .also("penalty schedule")
  }
}

/// The gradient path by which a penalty reaches the generator; not every generator has every path.
public enum GradientPath: Sendable {
  /// The generator's weights themselves, or no path.
  case weights
  /// The discriminator's input for generated samples.
  case samples
  /// The gradient that the generator descends.
  case field
}
