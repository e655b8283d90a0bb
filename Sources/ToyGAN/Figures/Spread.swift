import ToyGANStatistics

/// The middle of the finite values of a sample, and the ends of a band around it.
package struct Spread: Equatable {
  package var lower: Double
  package var middle: Double
  package var upper: Double

  /// The median and the quartiles (linear between order statistics); nil without a finite value.
  package static func quartiles(of values: [Double]) -> Spread? {
    guard
      let lower = quantile(0.25, of: values), let middle = quantile(0.5, of: values),
      let upper = quantile(0.75, of: values)
    else { return nil }
    return Spread(lower: lower, middle: middle, upper: upper)
  }

  /// The mean and its 95 % Student-t interval; the interval of a single value has zero width.
  static func interval(of values: [Double]) -> Spread? {
    let finite = Observations(values.filter(\.isFinite))
    guard let mean = finite.mean else { return nil }
    let interval = finite.meanInterval()
    return Spread(
      lower: interval?.lower ?? mean, middle: mean, upper: interval?.upper ?? mean)
  }

  /// A quantile of the finite values, or nil if there are none.
  static func quantile(_ fraction: Double, of values: [Double]) -> Double? {
    Observations(values.filter(\.isFinite)).quantile(Fraction(fraction))
  }
}
