import ToyGANCore
import ToyGANSettings

/// The curve of a factor that goes from 1 at the start of a schedule to f at its end.
///
/// With s the completed fraction of the schedule, from 0 to 1:
///
///     linear: 1 + (f - 1) s     exponential: fˢ
///     cosine: f + (1 - f) (1 + cos π s) / 2   (Loshchilov and Hutter 2017, equation 5)
public enum ScheduleCurve: String, SettingWord {
  case linear, cosine, exponential

  /// The factor [1, 1] after a fraction [1, 1] of the schedule.
  func factor(after share: Tensor, to end: Double) -> Tensor {
    switch self {
    case .linear: 1 - (1 - end) * share
    case .exponential: (LibM.log(end) * share).exp()
    // (1 + cos π s) / 2 = 1 - sin²(π s / 2).
    case .cosine: 1 - (1 - end) * Self.sine(Double.pi / 2 * share).squared()
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

  /// Throws if a factor that falls by the same factor at every update would have to reach 0.
  func check(end: Double, at place: SettingPlace) throws(SettingError) {
    guard self == .exponential, end == 0 else { return }
    throw place.error("0", allowed: "a number above 0 for an exponential course")
  }
}
