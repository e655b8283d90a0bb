import CGSL
import ToyGANCore

/// A fraction from 0 to 1, for example of a quantile.
public struct Fraction: Sendable, Hashable {
  /// The value of the fraction.
  public let value: Double

  /// Traps unless `value` is from 0 to 1.
  public init(_ value: Double) {
    guard value >= 0, value <= 1 else { fatalError("fraction \(value) is not from 0 to 1") }
    self.value = value
  }
}

/// Independent values of one quantity, one for each seed, and their statistics.
///
/// Every statistic is nil if it is undefined: without values, or if one is not finite.
public struct Observations: Sendable, Equatable {
  /// The values, in the given order.
  public let values: [Double]
  private let sorted: [Double]

  /// Stores the values unchanged.
  public init(_ values: [Double]) {
    self.values = values
    sorted = values.allSatisfy(\.isFinite) ? values.sorted() : []
  }

  /// Number of values.
  public var count: Int { values.count }

  /// Arithmetic mean.
  public var mean: Double? {
    sorted.isEmpty ? nil : gsl_stats_mean(values, 1, values.count)
  }

  /// Sample standard deviation with divisor `n - 1`; nil for fewer than two values.
  public var deviation: Double? {
    sorted.count < 2 ? nil : gsl_stats_sd(values, 1, values.count)
  }

  /// The median: the middle value, or the mean of the two middle values.
  public var median: Double? { quantile(Fraction(0.5)) }

  /// Quantile by linear interpolation between order statistics, at `(n - 1) f` counted from 0.
  public func quantile(_ fraction: Fraction) -> Double? {
    sorted.isEmpty
      ? nil : gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, fraction.value)
  }

  /// Student's interval for the mean, `mean ± t(n - 1) deviation / sqrt(n)`; nil for fewer than two values.
  ///
  /// It is exact for normal values ("Student", Biometrika 6, 1908).
  public func meanInterval(_ confidence: Confidence = .percent95) -> Interval? {
    guard let mean, let deviation else { return nil }
    GSL.start()
    let t = gsl_cdf_tdist_Qinv(confidence.tail, Double(count - 1))
    let half = t * deviation / Double(count).squareRoot()
    guard half.isFinite else { return nil }
    return Interval(lower: mean - half, upper: mean + half, confidence: confidence)
  }
}
