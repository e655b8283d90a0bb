import ToyGANMetrics

/// A run of a sweep that has a summary, as figures need it.
package struct SummarizedRun: Sendable {
  /// Name of the run's folder.
  package var run: String
  /// Name of the run in tables.
  package var label: String
  /// Seed of its random numbers.
  package var seed: UInt64
  /// How the run ended.
  package var status: String
  /// The number of modes, by the strict count if the run has it; NaN if it has none.
  package var modes: Double
  /// The last value of each metric, by its name.
  package var values: [String: Double] = [:]
}

extension SweepFolder {
  /// The runs that have a summary, in the order of the plan.
  ///
  /// They are read from the runs themselves: a table of the sweep may be of another one. Throws `FileError` if
  /// the folder has no plan, or a plan that cannot be read.
  package func summarizedRuns() throws -> [SummarizedRun] {
    let plan = try planned(PlanFile.Form.self)
    var results = SweepResults(plan.map(\.run), in: self)
    _ = results.refresh()
    return zip(plan, results.results).compactMap { planned, result in
      result.map { result in
        SummarizedRun(
          run: planned.run, label: planned.label, seed: result.summary.seed,
          status: result.summary.status,
          modes: Metric.modeCounts.lazy.compactMap { result.value(of: $0) }.first ?? .nan,
          values: result.valuesByName)
      }
    }
  }
}
