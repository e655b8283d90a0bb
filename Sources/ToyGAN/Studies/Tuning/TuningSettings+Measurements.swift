import ToyGANGames
import ToyGANMetrics
import ToyGANSettings

extension TuningSettings {
  /// Throws `SettingError` for a metric that a run does not measure when trials are compared.
  func requireMeasurements(of metrics: [Metric], by runs: [PlannedRun]) throws(SettingError) {
    for run in runs.firstOfEachLabel {
      let evaluation = run.configuration.evaluation
      try halving?.requireEvaluations(of: run.configuration, label: run.label)
      for metric in metrics {
        try require(metric, in: evaluation.final, named: "final", of: run)
        if halving != nil { try requireAtRungs(metric, of: run) }
      }
    }
  }

  private func requireAtRungs(_ metric: Metric, of run: PlannedRun) throws(SettingError) {
    guard metric.preference != .targetValue else {
      throw SettingError(
        key: "\(ExperimentKey.tune).halving", is: "given together with \(metric.name)",
        allowed:
          "metrics of which higher or lower is better: rungs have no value of the target itself")
    }
    try require(metric, in: run.configuration.evaluation.metrics, named: "metrics", of: run)
  }

  private func require(
    _ metric: Metric, in selection: MetricSelection, named name: String, of run: PlannedRun
  ) throws(SettingError) {
    guard !selection.metrics.contains(metric) else { return }
    throw SettingError(
      key: "evaluation.\(name)", has: "no \(metric.name), by which trials are compared,",
      allowed: "a list with it (label: '\(run.label.inOneLine(60))')")
  }
}
