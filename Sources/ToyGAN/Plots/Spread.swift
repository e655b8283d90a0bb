import CGSL

// The statistics that the figures show, all in this file, so that `Statistics/` can take their
// place by changing the bodies below and nothing else.

/// The middle of a sample and the ends of its band.
struct Spread: Equatable {
  var lower: Double
  var middle: Double
  var upper: Double

  /// The median and the quartiles (linear between order statistics); nil without a finite value.
  static func quartiles(of values: [Double]) -> Spread? {
    guard
      let lower = quantile(0.25, of: values), let middle = quantile(0.5, of: values),
      let upper = quantile(0.75, of: values)
    else { return nil }
    return Spread(lower: lower, middle: middle, upper: upper)
  }

  /// The mean and its 95 % Student-t interval; one value has an interval of no width.
  static func interval(of values: [Double]) -> Spread? {
    let values = values.filter(\.isFinite)
    guard !values.isEmpty else { return nil }
    let mean = gsl_stats_mean(values, 1, values.count)
    guard values.count > 1 else { return Spread(lower: mean, middle: mean, upper: mean) }
    let deviation = gsl_stats_sd(values, 1, values.count)
    let half =
      gsl_cdf_tdist_Pinv(0.975, Double(values.count - 1)) * deviation
      / Double(values.count).squareRoot()
    return Spread(lower: mean - half, middle: mean, upper: mean + half)
  }

  /// A quantile of the finite values, or nil where there is none.
  static func quantile(_ fraction: Double, of values: [Double]) -> Double? {
    let sorted = values.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    return gsl_stats_quantile_from_sorted_data(sorted, 1, sorted.count, fraction)
  }
}
