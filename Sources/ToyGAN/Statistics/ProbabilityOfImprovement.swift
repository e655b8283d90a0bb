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
    let tasks = strata.count
    return bootstrap.interval(of: strata + others, confidence) { drawn in
      Self.share(drawn[..<tasks], drawn[tasks...])
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
