import ToyGANMetrics

/// A run of which it is known what it has measured.
package protocol MeasuredRun {
  var isDiverged: Bool { get }

  /// Whether the run has a metric of this name, with any value.
  func hasMeasured(_ metric: String) -> Bool
}

extension Collection where Element: MeasuredRun {
  /// The count of modes by which these runs are compared: the strictest that all of them have; nil if none counts
  /// modes.
  ///
  /// Runs without any count do not matter, and runs that diverged matter only if no other run counts modes. If there
  /// is no count that all have, it is the strictest that one of them has.
  package var sharedCount: Metric? {
    let counting = filter { run in Metric.modeCounts.contains { run.hasMeasured($0.name) } }
    let completed = counting.filter { !$0.isDiverged }
    let deciding = completed.isEmpty ? counting : completed
    guard !deciding.isEmpty else { return nil }
    return Metric.modeCounts.first { count in deciding.allSatisfy { $0.hasMeasured(count.name) } }
      ?? Metric.modeCounts.first { count in deciding.contains { $0.hasMeasured(count.name) } }
  }
}

extension EndedRun: MeasuredRun {}

extension RunResult: MeasuredRun {
  package var isDiverged: Bool { summary.isDiverged }
  package func hasMeasured(_ metric: String) -> Bool { valuesByName[metric] != nil }
}

extension SummarizedRun: MeasuredRun {
  package var isDiverged: Bool { status == "diverged" }
  package func hasMeasured(_ metric: String) -> Bool { values[metric] != nil }
}
