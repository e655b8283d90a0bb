import ToyGANCore
import ToyGANSettings

/// How a learning rate falls as updates go by.
///
/// It is multiplied by a factor that goes from 1 at the first update to `share` after `steps` of them,
/// and stays there. Updates are the player's own, several in a row each counting. With s the way gone,
/// from 0 to 1:
///
///     linear: 1 + (share - 1) s     exponential: shareˢ
///     cosine: share + (1 - share) (1 + cos π s) / 2   (Loshchilov and Hutter 2017, equation 5)
public enum Annealing: Hashable, Sendable {
  case none
  case falling(Course, steps: Int, to: Double)

  public enum Course: String, CaseIterable, Sendable { case linear, cosine, exponential }

  /// The factor [1, 1] at the update of this number [1, 1], from 1.
  func factor(at time: Tensor) -> Tensor {
    guard case .falling(let course, let steps, let share) = self else { return 1 }
    let way = ((1 / Double(steps)) * (time - 1)).minimum(1)  // [1, 1]
    return switch course {
    case .linear: 1 - (1 - share) * way
    case .exponential: (LibM.log(share) * way).exp()
    // (1 + cos π s) / 2 = 1 - sin²(π s / 2).
    case .cosine: 1 - (1 - share) * Annealing.sine(Double.pi / 2 * way).squared()
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

  func validate(_ key: String) throws(ConfigurationError) {
    guard case .falling(let course, let steps, let share) = self else { return }
    try Check.positive(steps, "\(key).steps")
    guard share >= 0, share <= 1, course != .exponential || share > 0 else {
      throw ConfigurationError(
        key: "\(key).to", value: "\(share)",
        allowed: course == .exponential ? "a number above 0, at most 1" : "a number from 0 to 1")
    }
  }
}
