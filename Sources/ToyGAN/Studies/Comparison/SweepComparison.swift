import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// The labels of a sweep compared by one metric: which are better, by how much, and with what confidence.
///
/// Labels are compared if they have runs on the same targets; the targets of a label that has several are
/// strata. A run that diverged, or for which the metric has no value, counts as worse than any other run;
/// means are over the remaining runs.
public struct SweepComparison: Sendable {
  /// The metric by which labels are compared.
  public let metric: Metric
  /// Groups of labels that can be compared with each other.
  let groups: [ComparedLabels]
  /// Number of planned runs that have not ended, which are omitted.
  let unfinished: Int

  /// Reads the plan and the runs' `summary.json`.
  ///
  /// Throws `SettingError` if the folder contains no sweep, if no run
  /// has ended, or if no run has measured the metric.
  public init(
    _ folder: SweepFolder, metric name: String = Metric.modesCovered.name
  ) throws {
    let (runs, unfinished) = try folder.endedRuns()
    guard !runs.isEmpty else {
      throw FileError(
        file: folder.url.path, value: "a sweep in which no run has ended",
        allowed: "one with results")
    }
    metric = try Self.metric(name, measuredBy: runs, registry: folder.registry)
    groups = Self.grouped(runs, by: metric)
    self.unfinished = unfinished
  }

  private static func metric(
    _ name: String, measuredBy runs: [EndedRun], registry: Registry
  ) throws -> Metric {
    let known = runs.flatMap { $0.summary.metrics.map(\.name) }.firstOccurrences
      .filter { registry.metric($0) != nil }
    guard known.contains(name), let metric = registry.metric(name) else {
      throw SettingError.unknown(
        name, key: "metric", known: known.isEmpty ? ["no metric, because no run has one"] : known)
    }
    return metric
  }

  /// Groups the labels that have the same targets, in the order of the plan.
  private static func grouped(_ runs: [EndedRun], by metric: Metric) -> [ComparedLabels] {
    let everyTarget = runs.map(\.target).firstOccurrences
    let labels = runs.map(\.label).firstOccurrences.map { label in
      let own = runs.filter { $0.label == label }
      return (targets: everyTarget.filter { own.map(\.target).contains($0) }, runs: own)
    }
    return labels.map(\.targets).firstOccurrences.map { targets in
      let members = labels.filter { $0.targets == targets }.map(\.runs)
      return ComparedLabels(members, targets: targets, metric: metric)
    }
  }
}

extension Array where Element: Equatable {
  /// The distinct elements, in the order of first occurrence.
  fileprivate var firstOccurrences: [Element] {
    reduce(into: []) { found, element in
      if !found.contains(element) { found.append(element) }
    }
  }
}
