import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings

extension ComparedRuns {
  /// Measures the runs of sweeps again by the generators with these weights, at their last checkpoints.
  ///
  /// They are measured by `metrics` and by those that lead tables. Runs that diverged stay as they are. Throws
  /// `SettingError` if a run keeps no average, and `FileError` if a checkpoint cannot be read.
  public mutating func measure(weights: ResultWeights, metrics names: [String] = []) throws {
    let (registry, sweeps) = (registry, sweeps)
    runs = try runs.inParallel { run throws in
      guard let sweep = run.sweep, let name = run.name, !run.isDiverged else { return run }
      let folder = RunFolder(sweeps[sweep].run(name), registry: registry)
      let target = try folder.configuration().target.target()
      let leading = (Metric.modeCounts + Metric.leading(for: target)).map(\.name)
      let metrics = registry.metrics.filter {
        (names.contains($0.name) || leading.contains($0.name)) && $0.applies(to: target)
      }
      do {
        var measured = run
        measured.summary.metrics = try ScoreReport(
          run: folder, metrics: .named(metrics), weights: weights
        ).measurements
        return measured
      } catch var error as SettingError where error.key == "weights" {
        error.value = "average, for '\(run.label)'"
        throw error
      }
    }
    let words = weights == .average ? "averaged weights" : "the weights that were trained"
    notes.append("Runs of sweeps are measured by their generators with \(words).")
  }
}
