import ToyGANMetrics
import ToyGANSettings

/// A run of a sweep that has a summary, or samples of another program, as figures need it.
package struct SummarizedRun: Sendable {
  /// Name of the run's folder; empty for samples of another program.
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
  /// What samples of the target itself score by each metric, by its name: from theory, or otherwise the mean of
  /// draws.
  package var references: [String: Double] = [:]
  /// The number of modes of its target; nil if the target has none.
  package var modesOfTarget: Int?
  /// The target in the words of the plan, and in short; empty if the plan does not say it.
  package var target = (words: "", short: "")

  /// Whether means and intervals include the run, as those of tables and of `toygan compare` do: it has ended, and
  /// has not diverged.
  package var isIncluded: Bool { status == "completed" }
}

extension SummarizedRun {
  /// A run with the results that are known of it.
  init(
    _ run: String, label: String, target: String?, result: RunResult, targets: TargetText
  ) {
    let counts = Metric.modeCounts
    self.init(
      run: run, label: label, seed: result.summary.seed, status: result.summary.status,
      modes: counts.lazy.compactMap { result.value(of: $0) }.first ?? .nan,
      values: result.valuesByName, references: result.referencesByName,
      modesOfTarget: counts.lazy.compactMap { result.measured($0)?.expectedForTarget }.first
        .flatMap { Int(exactly: $0) },
      target: target.map { ($0, targets.words($0)) } ?? ("", ""))
  }
}

extension SweepFolder {
  /// The runs that have a summary, in the order of the plan.
  ///
  /// They are read from the runs themselves: a table of the sweep may be of another one. Throws `FileError` if
  /// the folder has no plan, or a plan that cannot be read.
  package func summarizedRuns() throws -> [SummarizedRun] {
    struct Line: Decodable, Sendable {
      struct Settings: Decodable, Sendable { var target: SettingNode? }
      var run: String
      var label: String
      var configuration: Settings?
    }
    let plan = try planned(Line.self)
    var results = SweepResults(plan.map(\.run), in: self)
    _ = results.refresh()
    let targets = TargetText(registry: registry)
    return zip(plan, results.results).compactMap { planned, result in
      result.map {
        SummarizedRun(
          planned.run, label: planned.label, target: planned.configuration?.target?.inPlan,
          result: $0, targets: targets)
      }
    }
  }
}
