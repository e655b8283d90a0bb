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

  /// A quantile of the finite values, or nil if there are none.
  static func quantile(_ fraction: Double, of values: [Double]) -> Double? {
    Observations(values.filter(\.isFinite)).quantile(Fraction(fraction))
  }
}
