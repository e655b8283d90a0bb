import CGSL

/// Correlation coefficients of two quantities, from -1 to 1.
package enum Correlation {
  /// Pearson's coefficient of two lists of equal length; nil for fewer than two pairs, if a value is not
  /// finite, or if a quantity is constant.
  package static func pearson(_ a: [Double], _ b: [Double]) -> Double? {
    guard isDefined(a, b) else { return nil }
    return finite(gsl_stats_correlation(a, 1, b, 1, a.count))
  }

  /// Spearman's coefficient, that of the ranks: 1 for any increasing relation; nil in the same cases.
  package static func spearman(_ a: [Double], _ b: [Double]) -> Double? {
    guard isDefined(a, b) else { return nil }
    var work = [Double](repeating: 0, count: 2 * a.count)
    return finite(gsl_stats_spearman(a, 1, b, 1, a.count, &work))
  }

  private static func isDefined(_ a: [Double], _ b: [Double]) -> Bool {
    guard a.count == b.count else {
      fatalError("correlation of \(a.count) values with \(b.count)")
    }
    return a.count > 1 && (a + b).allSatisfy(\.isFinite)
  }

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
