import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// A method of training a generator against a discriminator, stated as two scalar losses.
///
/// Most methods are a choice of parts: an objective, penalties, layers, the number of updates.
/// Such a method sets them in `prepare`, and any configuration can select the same parts one by
/// one. A method with its own losses states in `losses` what each player descends. A method
/// with further players is a `MultiplayerMethod`.
///
/// `settings` are read from and written to configurations, and `init()` gives them the values of the
/// method's paper.
public protocol TrainingMethod: NamedSettings {
  /// The publication of the method; printed by `toygan list methods`.
  static var reference: Reference { get }
  /// What the method does, in one phrase; printed by `toygan list methods`.
  static var summary: String { get }

  /// The loss pair that the method applies to the discriminator's outputs.
  var objective: Objective { get }
  /// The loss that each player descends. Called once; the result is differentiated and compiled.
  func losses(in game: Game) -> Losses
  /// What the losses are at the equilibrium, without penalties; nil where they have no known value.
  ///
  /// The default is the objective's: a method that has its own `losses` must say what they are there.
  var equilibrium: EquilibriumLosses? { get }
  /// Sets the parts and numbers of steps of the method's paper, as defaults that a user can override.
  func prepare(_ configuration: inout Configuration)
  /// Number of discriminator updates that a generator's update differentiates through.
  var unrolledSteps: Int { get }
  /// Throws if the settings, or their combination with other settings, cannot work, or if the defining part
  /// of the method is missing.
  func validate(in configuration: Configuration) throws(SettingError)
  /// Throws if the method cannot learn a target.
  func validate(target: any Target) throws(SettingError)
}

extension TrainingMethod {
  /// The authors alone, of a method that does not say what it does.
  public static var summary: String { "the method of \(reference.authors) \(reference.year)" }
  public func losses(in game: Game) -> Losses { game.losses(of: objective) }
  public var equilibrium: EquilibriumLosses? { objective.equilibrium }
  public func prepare(_ configuration: inout Configuration) {}
  public var unrolledSteps: Int { 0 }
  public func validate(in configuration: Configuration) throws(SettingError) {}
  public func validate(target: any Target) throws(SettingError) {}
}
