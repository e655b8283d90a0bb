import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// Who beats whom in a sweep by one metric, by how much, and how sure that is.
///
/// Labels are compared with those that ran on the same targets; the targets of a label that has several
/// are strata. A run that diverged, or for which the metric has no value, counts as worse than any
/// other; means are over the rest.
public struct SweepComparison: Sendable {
  /// What labels are compared by.
  public let metric: Metric
  /// Labels that can be compared with each other.
  let groups: [ComparedLabels]
  /// Planned runs that have not ended, and are left out.
  let unfinished: Int

  /// Reads the plan and the runs' `summary.json`.
  ///
  /// Throws `SettingError` where the folder holds no sweep, no run has ended, or none has
  /// measured the metric.
  public init(
    _ folder: SweepFolder, metric name: String = "modes_covered"
  ) throws {
    let (runs, unfinished) = try folder.endedRuns()
    guard !runs.isEmpty else {
      throw FileError(
        file: folder.url.path, value: "a sweep of which no run has ended",
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
        name, key: "metric", known: known.isEmpty ? ["none: no run has any"] : known)
    }
    return metric
  }

  /// Labels with the same targets together, in the order of the plan.
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
  /// Every element once, in order.
  fileprivate var firstOccurrences: [Element] {
    reduce(into: []) { found, element in
      if !found.contains(element) { found.append(element) }
    }
  }
}
