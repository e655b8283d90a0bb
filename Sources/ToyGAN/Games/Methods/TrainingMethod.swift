import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// A way of training a generator against a discriminator, stated as two scalar expressions.
///
/// Most methods are a choice of parts: an objective, penalties, layers, the number of updates. Such a
/// method sets them in `prepare`, and any configuration can name the same parts one by one. A method
/// with an idea of its own states in `losses` what each player descends. One with further players is
/// a `MultiplayerMethod`.
///
/// `settings` are read from and written to configurations, and `init()` gives them the values of the
/// method's paper.
public protocol TrainingMethod: NamedSettings {
  /// Where the method comes from; printed by `toygan list methods`.
  static var reference: Reference { get }

  /// The loss pair that the method applies to the discriminator's outputs.
  var objective: Objective { get }
  /// What each player descends. Called once; the result is differentiated and compiled.
  func losses(in game: Game) -> Losses
  /// Sets the parts and lengths of the method's paper, where the user names none.
  func prepare(_ configuration: inout Configuration)
  /// Throws where the settings, or what they are combined with, cannot work, and where the part is
  /// missing that makes the method.
  func validate(in configuration: Configuration) throws(SettingError)
  /// Throws where the method cannot learn a target.
  func validate(target: any Target) throws(SettingError)
}

extension TrainingMethod {
  public func losses(in game: Game) -> Losses { game.losses(of: objective) }
  public func prepare(_ configuration: inout Configuration) {}
  public func validate(in configuration: Configuration) throws(SettingError) {}
  public func validate(target: any Target) throws(SettingError) {}
}
