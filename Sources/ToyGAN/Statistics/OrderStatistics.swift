/// Quantiles of values that may be infinite, such as those of failed runs.
package enum OrderStatistics {
  /// The quantile of at least one value in ascending order, by linear interpolation at `(n - 1) f` counted
  /// from 0, as in `Observations.quantile`.
  static func quantile(_ sorted: [Double], _ fraction: Fraction) -> Double {
    let position = Double(sorted.count - 1) * fraction.value
    let (place, share) = (Int(position), position - position.rounded(.down))
    // Otherwise an infinite neighbour with weight 0 would make the result NaN.
    guard share > 0, sorted[place] != sorted[place + 1] else { return sorted[place] }
    return (1 - share) * sorted[place] + share * sorted[place + 1]
  }

  /// The middle value, or the mean of the two middle values; nil without values.
  package static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : quantile(values.sorted(), Fraction(0.5))
  }
}
