import ToyGANCore
import ToyGANSettings

/// How a learning rate or the weight of a penalty changes with the number of updates.
///
/// It is multiplied by a factor that goes from 1 at the first update to `finalFactor` at the end of the schedule,
/// and then stays constant; `ScheduleCurve` has the formulas. Each of several consecutive updates counts: a learning
/// rate follows the updates of its player, a penalty those of the discriminator.
public struct FactorSchedule: Hashable, SettingSection {
  /// The curve of the factor.
  public var curve: ScheduleCurve
  /// Number of updates until the factor is constant.
  public var length: ScheduleLength
  /// The factor at the end, 0 or above.
  public var finalFactor: Double

  public init() { self.init(.linear, over: .run, to: 0) }
  /// A factor that follows a curve, within this number of updates, to its end.
  public init(_ curve: ScheduleCurve, over length: ScheduleLength, to finalFactor: Double) {
    self.curve = curve
    self.length = length
    self.finalFactor = finalFactor
  }

  /// A factor that falls along a curve, within this number of updates, to its end.
  public static func falling(_ curve: ScheduleCurve, updates: Int, to finalFactor: Double) -> Self {
    Self(curve, over: .updates(updates), to: finalFactor)
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.length, .updates(from: 1, "a whole number above 0, or run for the whole run"),
        "number of updates until the factor is constant"),
      Setting("course", \.curve, "the curve of the factor"),
      Setting("to", \.finalFactor, .notNegative, "factor at the end"),
    ]
  }

  /// Throws also if an exponential schedule would have to reach 0.
  public func check(at place: SettingPlace) throws(SettingError) {
    try checkSettings(at: place)
    try curve.check(end: finalFactor, at: place.at("to"))
  }

  /// This schedule in a run in which the player makes `updates` updates.
  public func lasting(_ updates: Int) -> Self {
    Self(curve, over: length.lasting(updates), to: finalFactor)
  }

  /// The factor [1, 1] at the update with this number [1, 1], counted from 1.
  ///
  /// Traps for a schedule over a run whose length is not known; see `lasting`.
  public func factor(at update: Tensor) -> Tensor { factor(after: update - 1) }

  /// The factor [1, 1] after a number [1, 1] of updates.
  func factor(after updates: Tensor) -> Tensor {
    curve.factor(after: length.share(after: updates), to: finalFactor)
  }
}
