/// The mean of the middle half of all runs of all tasks.
///
/// Of `n` values, `floor(n / 4)` are removed at each end: it is less noisy than the median, and in contrast
/// to the mean it does not depend on a single failure. Agarwal et al. (NeurIPS 2021, arXiv:2108.13264),
/// section 4; SciPy's `trim_mean(x, 0.25)`.
public struct InterquartileMean: Sendable {
  /// The values of each task, one for each seed.
  public let strata: [[Double]]

  /// Values may be infinite on one side, for example for failed runs: the result is then also infinite if
  /// more than a quarter are.
  public init(_ strata: [[Double]]) { self.strata = strata }

  /// The interquartile mean of one task.
  public init(_ values: [Double]) { self.init([values]) }

  /// The interquartile mean, in the unit of the values; nil without values, or if one is NaN.
  public var value: Double? {
    let mean = Self.mean(strata)
    return mean.isNaN ? nil : mean
  }

  /// The stratified bootstrap interval; nil unless every task has at least two values.
  ///
  /// It is too short for few seeds. For normal values of one task, the nominal 95 % interval contained the
  /// truth in 75.1, 90.5, 93.5 and 94.5 % of 20,000 simulated studies of 3, 5, 10 and 30 values. For counts
  /// that are nearly all equal, few seeds often give an interval of zero width.
  public func interval(
    _ confidence: Confidence = .percent95, by bootstrap: Bootstrap = Bootstrap()
  ) -> Interval? {
    bootstrap.interval(of: strata, confidence, statistic: Self.mean)
  }

  private static func mean(_ strata: [[Double]]) -> Double {
    let values = strata.flatMap(\.self)
    // Sorting would lose NaN values.
    guard !values.contains(where: \.isNaN) else { return .nan }
    let cut = values.count / 4
    let middle = values.sorted()[cut..<values.count - cut]
    return middle.reduce(0, +) / Double(middle.count)
  }
}
