/// Quantiles of values of which some may be infinite, as those of runs that failed are.
package enum OrderStatistics {
  /// The quantile of ascending values, at least one, by linear interpolation at `(n - 1) f` counted
  /// from 0, as `Observations.quantile`.
  static func quantile(_ sorted: [Double], _ fraction: Fraction) -> Double {
    let position = Double(sorted.count - 1) * fraction.value
    let (place, share) = (Int(position), position - position.rounded(.down))
    // Without this an infinite neighbour of weight 0 would make the value undefined.
    guard share > 0, sorted[place] != sorted[place + 1] else { return sorted[place] }
    return (1 - share) * sorted[place] + share * sorted[place + 1]
  }

  /// The middle value, or the mean of the middle two; nil without values.
  package static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : quantile(values.sorted(), Fraction(0.5))
  }
}
