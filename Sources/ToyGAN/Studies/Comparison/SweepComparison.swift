import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// Labels compared by one metric: which are better, by how much, and with what confidence.
///
/// Labels are compared if they have runs on the same targets; the targets of a label that has several are
/// strata. A run that diverged, or for which the metric has no value, counts as worse than any other run;
/// means are over the remaining runs. p values are corrected over every pair of labels, or only over the pairs with
/// one label that is named.
public struct SweepComparison: Sendable {
  /// The metric by which labels are compared.
  public let metric: Metric
  /// What a reader should know about the choice of runs and the metric, a sentence each.
  public let notes: [String]
  /// Groups of labels that can be compared with each other.
  let groups: [ComparedLabels]
  /// Number of planned runs that have not ended, which are omitted.
  let unfinished: Int

  /// Compares the labels of a sweep; reads the plan and the runs' `summary.json`.
  ///
  /// Without the name of a metric it is the strict count of modes; the classical count if a run lacks the strict one;
  /// and a distance if the target has no modes. Throws as `init(_:metric:against:)` of `ComparedRuns`.
  public init(
    _ folder: SweepFolder, metric name: String? = nil, against label: String? = nil
  ) throws {
    let runs = try ComparedRuns([folder], registry: folder.registry)
    try self.init(runs, metric: name, against: label)
  }

  /// Compares the labels of several sweeps and of added samples.
  ///
  /// Throws `SettingError` under `metric` if no run has measured it, and under `against` if no label has the name.
  public init(
    _ runs: ComparedRuns, metric name: String? = nil, against label: String? = nil
  ) throws {
    let choice = try MetricChoice(name, measuredBy: runs)
    metric = choice.metric
    let kept = choice.kept
    let labels = kept.map(\.label).firstOccurrences
    if let label, !labels.contains(label) {
      throw SettingError.unknown(label, key: "against", known: labels)
    }
    groups = Self.grouped(kept, by: metric, against: label)
    unfinished = runs.unfinished
    notes = runs.notes + choice.notes + groups.flatMap(\.notes)
  }

  /// Groups the labels that have the same targets, in the order of the plan.
  private static func grouped(
    _ runs: [EndedRun], by metric: Metric, against name: String?
  ) -> [ComparedLabels] {
    let places = runs.map(\.target).firstOccurrences
    let byLabel = Dictionary(grouping: runs, by: \.label)
    let labels = runs.map(\.label).firstOccurrences.map { label in
      let own = byLabel[label] ?? []
      let targets = Set(own.map(\.target))
      return (targets: places.filter(targets.contains), runs: own)
    }
    return labels.map(\.targets).firstOccurrences.map { targets in
      let members = labels.filter { $0.targets == targets }.map(\.runs)
      return ComparedLabels(members, targets: targets, metric: metric, against: name)
    }
  }
}

/// The metric by which labels are compared, and the runs that can be compared by it.
struct MetricChoice {
  let metric: Metric
  let kept: [EndedRun]
  /// Why it is not the metric that a reader expects, and which labels lack it.
  let notes: [String]

  /// Throws `SettingError` under `metric` if no run has measured the metric of this name.
  init(_ name: String?, measuredBy runs: ComparedRuns) throws(SettingError) {
    let completed = runs.runs.filter { !$0.isDiverged }
    let measured = runs.runs.flatMap { $0.summary.metrics.map(\.name) }.firstOccurrences
      .filter { runs.registry.metric($0) != nil }
    guard !measured.isEmpty else {
      throw SettingError(
        key: "metric", is: "measured by no run", allowed: "runs with at least one metric")
    }
    let chosen = name ?? Self.leading(measured, by: completed) ?? measured[0]
    guard measured.contains(chosen), let metric = runs.registry.metric(chosen) else {
      throw SettingError.unknown(chosen, key: "metric", known: measured)
    }
    let lacking = Self.lacking(metric, among: runs)
    self.metric = metric
    kept = runs.runs.filter { !lacking.contains($0.label) }
    notes = Self.notes(on: metric, isNamed: name != nil, measured: measured, lacking: lacking)
  }

  /// The first of the metrics that lead tables which every run has; otherwise the first that any run has.
  private static func leading(_ measured: [String], by runs: [EndedRun]) -> String? {
    let leading = Metric.leading(among: Set(measured)).map(\.name)
    let counts = leading.filter { Metric.modeCounts.map(\.name).contains($0) }
    let candidates = counts.isEmpty ? leading : counts
    return candidates.first { name in runs.allSatisfy { $0.hasMeasured(name) } }
      ?? candidates.first
  }

  /// The labels of which no run has measured the metric: all labels of a sweep that lacks it, and, for a count,
  /// which is defined wherever it is measured, any label.
  private static func lacking(_ metric: Metric, among runs: ComparedRuns) -> [String] {
    let sweepsWith = Set(runs.runs.filter { $0.hasMeasured(metric.name) }.map(\.sweep))
    let byLabel = Dictionary(grouping: runs.runs.filter { !$0.isDiverged }, by: \.label)
    return runs.runs.map(\.label).firstOccurrences.filter { label in
      guard let own = byLabel[label], !own.contains(where: { $0.hasMeasured(metric.name) }) else {
        return false
      }
      return metric.isCount || own.allSatisfy { !sweepsWith.contains($0.sweep) }
    }
  }

  private static func notes(
    on metric: Metric, isNamed: Bool, measured: [String], lacking: [String]
  ) -> [String] {
    var notes: [String] = []
    if !isNamed, metric == .modesCovered {
      notes.append(
        "Labels are compared by \(metric.name), the classical count of modes, because not every run has "
          + "measured \(Metric.modesByMass.name), the strict one.")
    }
    if !lacking.isEmpty {
      let labels = lacking.joined(separator: ", ")
      notes.append("Left out, because \(metric.name) was not measured: \(labels).")
    }
    return notes
  }
}
