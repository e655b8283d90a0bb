import CGSL
import ToyGANCore

/// A confidence level: how often intervals with this level contain the true value.
public struct Confidence: Sendable, Hashable {
  /// Level, above 0 and below 1.
  public let level: Double

  /// Traps unless `level` lies strictly between 0 and 1.
  public init(_ level: Double) {
    guard level > 0, level < 1 else { fatalError("confidence \(level) is not between 0 and 1") }
    self.level = level
  }

  /// The level of 95 %.
  public static let percent95 = Confidence(0.95)

  /// Probability of each omitted tail.
  var tail: Double { (1 - level) / 2 }
}

/// A range that contains the true value with a stated confidence.
public struct Interval: Sendable, Equatable {
  /// Lower end, in the unit of the data.
  public let lower: Double
  /// Upper end, not below the lower.
  public let upper: Double
  /// The confidence level.
  public let confidence: Confidence

  /// Half the distance between the ends: the number after "±".
  public var halfWidth: Double { (upper - lower) / 2 }

  /// The interval of one minus the value.
  package var complement: Interval {
    Interval(lower: 1 - upper, upper: 1 - lower, confidence: confidence)
  }

  /// Whether the interval contains `value`; the ends are included.
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }
}

/// The number of successes in a number of independent trials.
public struct Proportion: Sendable, Hashable {
  /// Number of trials that succeeded.
  public let successes: Int
  /// Number of all trials.
  public let trials: Int

  /// Traps unless `0 <= successes <= trials`.
  public init(successes: Int, of trials: Int) {
    guard successes >= 0, successes <= trials else {
      fatalError("\(successes) successes of \(trials) trials")
    }
    self.successes = successes
    self.trials = trials
  }

  /// Successes divided by trials, or nil without trials.
  public var share: Double? { trials > 0 ? Double(successes) / Double(trials) : nil }

  /// The exact interval of Clopper and Pearson (Biometrika 26, 1934), or nil without trials.
  ///
  /// Its ends are quantiles of `Beta(s, n - s + 1)` and `Beta(s + 1, n - s)`.
  public func interval(_ confidence: Confidence = .percent95) -> Interval? {
    guard trials > 0 else { return nil }
    GSL.start()
    let (s, f) = (Double(successes), Double(trials - successes))
    let lower = successes == 0 ? 0 : gsl_cdf_beta_Pinv(confidence.tail, s, f + 1)
    let upper = successes == trials ? 1 : gsl_cdf_beta_Qinv(confidence.tail, s + 1, f)
    guard lower.isFinite, upper.isFinite else { return nil }
    return Interval(lower: lower, upper: upper, confidence: confidence)
  }
}
