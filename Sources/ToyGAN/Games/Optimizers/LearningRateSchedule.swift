import ToyGANCore
import ToyGANSettings

/// How a learning rate decreases with the number of updates.
///
/// It is multiplied by a factor that falls from 1 at the first update to `finalFactor` at the end of the
/// schedule, and then stays constant; `ScheduleCurve` has the formulas. Updates are counted for each player
/// separately; each of several consecutive updates counts.
public struct LearningRateSchedule: Hashable, SettingSection {
  /// The curve of the learning rate.
  public var curve: ScheduleCurve
  /// Number of updates until the rate is constant.
  public var length: ScheduleLength
  /// Factor of the rate at the end, from 0 to 1.
  public var finalFactor: Double

  public init() { self.init(.linear, over: .run, to: 0) }
  /// A rate that falls along a curve, within this number of updates, to this factor.
  public init(_ curve: ScheduleCurve, over length: ScheduleLength, to finalFactor: Double) {
    self.curve = curve
    self.length = length
    self.finalFactor = finalFactor
  }

  /// A rate that falls along a curve, within this number of updates, to this factor.
  public static func falling(_ curve: ScheduleCurve, updates: Int, to finalFactor: Double) -> Self {
    Self(curve, over: .updates(updates), to: finalFactor)
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.length, .updates(from: 1, "a whole number above 0, or run for the whole run"),
        "number of updates until the learning rate is constant"),
      Setting("course", \.curve, "the curve of the learning rate"),
      Setting(
        "to", \.finalFactor, Allowed("a number from 0 to 1") { $0 >= 0 && $0 <= 1 },
        "factor on the learning rate at the end"),
    ]
  }

  /// Throws also if an exponential schedule would have to reach 0.
  public func check(at place: SettingPlace) throws(SettingError) {
    try checkSettings(at: place)
    try curve.check(end: finalFactor, at: place.at("to"), allowed: "a number above 0, at most 1")
  }

  /// This schedule in a run in which the player makes `updates` updates.
  public func lasting(_ updates: Int) -> Self {
    Self(curve, over: length.lasting(updates), to: finalFactor)
  }

  /// The factor [1, 1] at the update with this number [1, 1], counted from 1.
  ///
  /// Traps for a schedule over a run whose length is not known; see `lasting`.
  public func factor(at update: Tensor) -> Tensor {
    curve.factor(after: length.share(after: update - 1), to: finalFactor)
  }
}
