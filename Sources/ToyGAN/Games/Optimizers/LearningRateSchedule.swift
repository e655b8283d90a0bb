import ToyGANCore
import ToyGANSettings

/// How a learning rate decreases with the number of updates.
///
/// It is multiplied by a factor that falls from 1 at the first update to `finalFactor` f after `updates`
/// updates, and then stays constant. Updates are counted for each player separately; each of several
/// consecutive updates counts. With s the fraction of the updates completed, from 0 to 1:
///
///     linear: 1 + (f - 1) s     exponential: fˢ
///     cosine: f + (1 - f) (1 + cos π s) / 2   (Loshchilov and Hutter 2017, equation 5)
public struct LearningRateSchedule: Hashable, SettingSection {
  /// The curve of the learning rate.
  public enum Curve: String, SettingWord { case linear, cosine, exponential }

  /// The curve of the learning rate.
  public var curve: Curve
  /// Number of updates until the rate is constant.
  public var updates: Int
  /// Factor of the rate at the end, from 0 to 1.
  public var finalFactor: Double

  public init() { self.init(.linear, updates: 25_000, to: 0) }
  /// A rate that falls along a curve, within this number of updates, to this factor.
  public init(_ curve: Curve, updates: Int, to finalFactor: Double) {
    self.curve = curve
    self.updates = updates
    self.finalFactor = finalFactor
  }

  /// A rate that falls along a curve, within this number of updates, to this factor.
  public static func falling(_ curve: Curve, updates: Int, to finalFactor: Double) -> Self {
    Self(curve, updates: updates, to: finalFactor)
  }

  public static var settings: [Setting<Self>] {
    [
      Setting(
        "steps", \.updates, .positive, "number of updates until the learning rate is constant"),
      Setting("course", \.curve, "the curve of the learning rate"),
      Setting(
        "to", \.finalFactor, Allowed("a number from 0 to 1") { $0 >= 0 && $0 <= 1 },
        "factor on the learning rate at the end"),
    ]
  }

  /// Throws also if an exponential schedule would have to reach 0.
  public func check(at place: SettingPlace) throws(SettingError) {
    try checkSettings(at: place)
    if curve == .exponential, finalFactor == 0 {
      throw place.at("to").error("0", allowed: "a number above 0, at most 1")
    }
  }

  /// The factor [1, 1] at the update with this number [1, 1], counted from 1.
  public func factor(at update: Tensor) -> Tensor {
    let share = ((1 / Double(updates)) * (update - 1)).minimum(1)  // [1, 1]
    return switch curve {
    case .linear: 1 - (1 - finalFactor) * share
    case .exponential: (LibM.log(finalFactor) * share).exp()
    // (1 + cos π s) / 2 = 1 - sin²(π s / 2).
    case .cosine: 1 - (1 - finalFactor) * Self.sine(Double.pi / 2 * share).squared()
    }
  }

  /// sin(x) on [0, π/2], by Taylor's series to degree 11: within 6e-8.
  private static func sine(_ x: Tensor) -> Tensor {
    let square = x.squared()
    let series = [110.0, 72, 42, 20, 6].reduce(Tensor.constant(1)) { sum, n in
      1 - (1 / n) * square * sum
    }
    return x * series
  }
}
