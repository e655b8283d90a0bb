import ToyGANMetrics
import ToyGANSettings

/// The metric by which labels are compared, and the runs that can be compared by it.
struct MetricChoice {
  let metric: Metric
  let kept: [EndedRun]
  /// The runs that cannot be compared by the metric, because it was not measured on their target, in their sweep, or
  /// in their samples.
  let left: [EndedRun]
  /// Why it is not the metric that a reader expects.
  let notes: [String]

  /// Throws `SettingError` under `metric` if no run has measured the metric of this name.
  init(_ name: String?, measuredBy runs: ComparedRuns) throws(SettingError) {
    let measured = runs.measured
    guard !measured.isEmpty else {
      throw SettingError(
        key: "metric", is: "measured by no run", allowed: "runs with at least one metric")
    }
    let chosen = name ?? Self.leading(measured, by: runs.runs) ?? measured[0]
    guard measured.contains(chosen), let metric = runs.registry.metric(chosen) else {
      throw SettingError.unknown(chosen, key: "metric", known: measured)
    }
    let (labels, targets) = (
      Self.labelsWithout(metric, among: runs), Self.targetsWithout(metric, among: runs)
    )
    func isLeft(_ run: EndedRun) -> Bool {
      labels.contains(run.label) || targets.contains(run.target)
    }
    self.metric = metric
    kept = runs.runs.filter { !isLeft($0) }
    left = runs.runs.filter(isLeft)
    notes =
      name == nil && metric == .modesCovered
      ? [
        "Labels are compared by \(metric.name), the classical count of modes, because not every run has "
          + "measured \(Metric.modesByMass.name), the strict one."
      ] : []
  }

  /// The count of modes that all runs share; without modes the first leading metric that every run has, or otherwise
  /// the first that any run has.
  private static func leading(_ measured: [String], by runs: [EndedRun]) -> String? {
    if let count = runs.sharedCount { return count.name }
    let (leading, completed) = (
      Metric.leading(among: Set(measured)).map(\.name), runs.filter { !$0.isDiverged }
    )
    return leading.first { name in completed.allSatisfy { $0.hasMeasured(name) } } ?? leading.first
  }

  /// The labels of which no run has measured the metric: all labels of a sweep that lacks it, and, for a count,
  /// which is defined wherever it is measured, any label.
  private static func labelsWithout(_ metric: Metric, among runs: ComparedRuns) -> Set<String> {
    let sweepsWith = Set(runs.runs.filter { $0.hasMeasured(metric.name) }.map(\.sweep))
    let byLabel = Dictionary(grouping: runs.runs.filter { !$0.isDiverged }, by: \.label)
    return Set(
      byLabel.filter { _, own in
        guard !own.contains(where: { $0.hasMeasured(metric.name) }) else { return false }
        return metric.isCount || own.allSatisfy { !sweepsWith.contains($0.sweep) }
      }.keys)
  }

  /// The targets on which runs have ended with metrics, and none with this one: those that lack what it needs.
  private static func targetsWithout(_ metric: Metric, among runs: ComparedRuns) -> Set<String> {
    let ended = runs.runs.filter { !$0.isDiverged && !$0.summary.metrics.isEmpty }
    let with = Set(ended.filter { $0.hasMeasured(metric.name) }.map(\.target))
    return with.isEmpty ? [] : Set(ended.map(\.target)).subtracting(with)
  }

  /// Which runs are left out, and what they can be compared by; nil if there are none.
  func noteOnLeft(words: TargetText, registry: Registry) -> String? {
    guard !left.isEmpty else { return nil }
    let partial = Set(kept.map(\.label))
    let names = left.map { run in
      partial.contains(run.label) ? "\(run.label) on \(words.words(run.target))" : run.label
    }.firstOccurrences
    let others = Set(left.flatMap { $0.summary.metrics.map(\.name) })
    let leading =
      Metric.leading(among: others).first
      ?? registry.metrics.first { others.contains($0.name) }
    return "Left out, because \(metric.name) was not measured: \(names.joined(separator: "; "))."
      + (leading.map { " For these, \($0.name) was measured." } ?? "")
  }
}

extension ComparedRuns {
  /// The names of the metrics that some run has measured.
  var measured: [String] {
    runs.flatMap { $0.summary.metrics.map(\.name) }.firstOccurrences
      .filter { registry.metric($0) != nil }
  }

  /// The same with only these runs, and without the notes.
  func with(only runs: [EndedRun]) -> ComparedRuns {
    var rest = self
    (rest.runs, rest.notes) = (runs, [])
    return rest
  }
}
