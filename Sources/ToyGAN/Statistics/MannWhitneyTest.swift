import CGSL
import ToyGANCore

/// The two-sided rank test of Mann and Whitney (Annals of Mathematical Statistics 18, 1947): whether values
/// of two methods come from the same distribution.
///
/// With several tasks the statistics of the tasks are added, as in the test of van Elteren (Bulletin de
/// l'Institut International de Statistique 37, 1960), and methods are compared only within a task.
public struct MannWhitneyTest: Sendable, Equatable {
  /// Number of pairs of runs of one task in which the first method scores above the other; ties count as
  /// one half; summed over tasks.
  public let statistic: Double
  /// Probability of a statistic at least as extreme if the methods do not differ, 0 to 1.
  public let p: Double
  /// Whether `p` was computed by counting, and not by approximation.
  public let isExact: Bool
  /// By what share ties reduce the variance of the statistic, 0 without ties to 1 if all values are equal:
  /// `sum of (t^3 - t) / (N^3 - N)` over groups of t equal values of N.
  public let shareOfTies: Double

  /// Largest number of pairs of runs for which all assignments of ranks are counted.
  public static let maximumCounted = 400

  /// Compares two methods on tasks given in the same order.
  ///
  /// For at most 400 pairs of runs, p is twice the smaller tail of the permutation distribution, given the
  /// ties in the data; for more, that of a normal distribution with the correction for ties and a
  /// continuity correction of 1/2, as in SciPy's `mannwhitneyu`. Values may be infinite; traps if one is
  /// NaN, or if a task has no values of one of the methods.
  public init(_ strata: [[Double]], against others: [[Double]]) {
    guard !strata.isEmpty, strata.count == others.count else {
      fatalError("a rank test of \(strata.count) tasks against \(others.count)")
    }
    let ranks = zip(strata, others).map { PooledRanks($0, $1) }
    let doubled = ranks.reduce(0) { $0 + $1.doubledStatistic }
    statistic = Double(doubled) / 2
    isExact = ranks.reduce(0) { $0 + $1.pairs } <= Self.maximumCounted
    p = isExact ? Self.counted(ranks, doubled) : Self.approximated(ranks, statistic)
    let full = ranks.reduce(0) { $0 + $1.varianceWithoutTies }
    shareOfTies = min(1, max(0, 1 - ranks.reduce(0) { $0 + $1.variance } / full))
  }

  /// Compares two methods on one task.
  public init(_ values: [Double], against others: [Double]) {
    self.init([values], against: [others])
  }

  private static func counted(_ ranks: [PooledRanks], _ doubled: Int) -> Double {
    let ways = ranks.dropFirst().reduce(ranks[0].ways()) { convolution($0, $1.ways()) }
    let below = ways[...doubled].reduce(0, +)
    let above = ways[doubled...].reduce(0, +)
    return min(1, 2 * min(below, above) / ways.reduce(0, +))
  }

  private static func approximated(_ ranks: [PooledRanks], _ statistic: Double) -> Double {
    GSL.start()
    let variance = ranks.reduce(0) { $0 + $1.variance }
    let mean = Double(ranks.reduce(0) { $0 + $1.pairs }) / 2
    let distance = abs(statistic - mean) - 0.5
    guard variance > 0, distance > 0 else { return 1 }
    return 2 * gsl_cdf_ugaussian_Q(distance / variance.squareRoot())
  }

  /// The distribution of a sum of two independent whole numbers.
  private static func convolution(_ a: [Double], _ b: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: a.count + b.count - 1)
    for (i, x) in a.enumerated() where x > 0 {
      for (j, y) in b.enumerated() { sum[i + j] += x * y }
    }
    return sum
  }
}

extension MannWhitneyTest {
  /// The smallest p value that is possible for these numbers of values, one pair of counts per task: 2
  /// divided by the number of assignments of ranks, for example 0.1 for 3 against 3.
  public static func smallestP(_ counts: [(Int, Int)]) -> Double {
    let ways = counts.reduce(1) { ways, counts in
      ways * (0..<counts.0).reduce(1) { $0 * Double(counts.1 + $1 + 1) / Double($1 + 1) }
    }
    return min(1, 2 / ways)
  }
}
