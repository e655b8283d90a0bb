import ToyGANMetrics
import ToyGANStatistics
import ToyGANStudies

extension SummarizedRun {
  /// The last value of a metric; NaN if it was not measured.
  func value(of metric: Metric) -> Double { values[metric.name] ?? .nan }
}

/// What figures say about the runs of a label, or of a label on one target.
extension [SummarizedRun] {
  /// The runs with a finite value of a metric, and these values.
  func values(of metric: Metric) -> [(run: SummarizedRun, value: Double)] {
    map { ($0, $0.value(of: metric)) }.filter(\.1.isFinite)
  }

  /// The values over which means are taken.
  func observations(of metric: Metric) -> Observations {
    Observations(filter(\.isIncluded).values(of: metric).map(\.value))
  }

  /// Whether runs have a value, but means leave them out.
  func hasExcluded(by metric: Metric) -> Bool {
    values(of: metric).contains { !$0.run.isIncluded }
  }

  /// Student's interval for the mean score; nil for fewer than three values, and for runs on several targets, which
  /// differ by more than chance.
  func interval(of score: Score) -> Interval? {
    guard isOnOneTarget else { return nil }
    return observations(of: score.metric).meanInterval(within: score.bounds(modes: modesOfTarget))
  }

  private var isOnOneTarget: Bool {
    Set(map(\.target.words)).count < 2 && Set(compactMap(\.modesOfTarget)).count < 2
  }

  /// The number of modes of the target; nil if there are none, or if runs differ in it.
  var modesOfTarget: Int? {
    isOnOneTarget ? compactMap(\.modesOfTarget).first : nil
  }

  /// What samples of the target itself score; nil if it is not known, or if runs differ in it.
  func reference(of metric: Metric) -> Double? {
    let values = Set(compactMap { $0.references[metric.name] }.filter(\.isFinite))
    return isOnOneTarget && values.count == 1 ? values.first : nil
  }

  /// "2 diverged" or a similar remark; empty if every run is completed.
  var remark: String {
    ["diverged", "interrupted"].compactMap { status in
      let number = count { $0.status == status }
      return number == 0 ? nil : "\(number) \(status)"
    }.joined(separator: ", ")
  }
}
