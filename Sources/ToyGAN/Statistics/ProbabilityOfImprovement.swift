/// The probability that a run of one method scores above a run of another; ties count as one half.
///
/// `P(X > Y) + P(X = Y) / 2` over all pairs of runs, which is the Mann-Whitney statistic divided by the
/// number of pairs, averaged over tasks: Agarwal et al. (NeurIPS 2021, arXiv:2108.13264), section 4. One
/// half means that neither method is better.
public struct ProbabilityOfImprovement: Sendable {
  /// The values of the first method, task by task.
  public let strata: [[Double]]
  /// The values of the other method, for the same tasks in the same order.
  public let others: [[Double]]

  /// Values may be infinite; traps unless both have the same number of tasks.
  public init(_ strata: [[Double]], over others: [[Double]]) {
    guard strata.count == others.count else {
      fatalError("improvement over \(others.count) tasks in \(strata.count)")
    }
    self.strata = strata
    self.others = others
  }

  /// Compares two methods on one task.
  public init(_ values: [Double], over others: [Double]) { self.init([values], over: [others]) }

  /// The probability, 0 to 1; nil if a task has no values, or if one is NaN.
  public var value: Double? {
    let share = Self.share(strata[...], others[...])
    return share.isNaN || (strata + others).joined().contains(where: \.isNaN) ? nil : share
  }

  /// The stratified bootstrap interval; nil unless every task has at least two values of each method.
  ///
  /// It is too short for few seeds, and has zero width if all
  /// values of one method are above all of the other.
  public func interval(
    _ confidence: Confidence = .percent95, by bootstrap: Bootstrap = Bootstrap()
  ) -> Interval? {
    guard value != nil else { return nil }
    let (tasks, ranks) = (strata.count, strata.indices.map { RankedTask(strata[$0], others[$0]) })
    return bootstrap.interval(of: ranks.map(\.ranks) + ranks.map(\.otherRanks), confidence) {
      drawn in
      (0..<tasks).reduce(0) { $0 + ranks[$1].share(drawn[$1], drawn[tasks + $1]) } / Double(tasks)
    }
  }

  /// The mean over tasks; NaN if there are none, or if one has no pairs.
  private static func share(_ strata: ArraySlice<[Double]>, _ others: ArraySlice<[Double]>)
    -> Double
  {
    zip(strata, others).reduce(0) { $0 + share($1.0, $1.1) } / Double(strata.count)
  }

  private static func share(_ x: [Double], _ y: [Double]) -> Double {
    var halves = 0
    for a in x { for b in y { halves += a > b ? 2 : a == b ? 1 : 0 } }
    return Double(halves) / Double(2 * x.count * y.count)
  }
}

/// The values of two methods on one task as ranks among their distinct values, which makes a resample of n values
/// a matter of n steps, and not of the square of n.
private struct RankedTask {
  let ranks: [Double]
  let otherRanks: [Double]
  private let distinct: Int

  init(_ values: [Double], _ others: [Double]) {
    var rank: [Double: Double] = [:]
    for value in (values + others).sorted() where rank[value] == nil {
      rank[value] = Double(rank.count)
    }
    ranks = values.map { rank[$0] ?? 0 }
    otherRanks = others.map { rank[$0] ?? 0 }
    distinct = rank.count
  }

  /// The share of pairs in which the first rank is larger; ties count as one half.
  func share(_ x: [Double], _ y: [Double]) -> Double {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: distinct) { counts in
      counts.initialize(repeating: 0)
      for rank in y { counts[Int(rank)] += 1 }
      // Twice the number of values below each rank, plus the number of those with this rank.
      var below = 0
      for rank in counts.indices {
        let here = counts[rank]
        counts[rank] = 2 * below + here
        below += here
      }
      let halves = x.reduce(0) { $0 + counts[Int($1)] }
      return Double(halves) / Double(2 * x.count * y.count)
    }
  }
}
