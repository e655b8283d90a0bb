import ToyGANMetrics

/// Reads what the runs of a search have measured.
struct TrialReader {
  let search: Sweep
  let objective: TuningObjective
  private let results: [RunResult?]

  init(_ search: Sweep, objective: TuningObjective) {
    (self.search, self.objective) = (search, objective)
    var results = SweepResults(search.plan.map(\.id), in: search.folder)
    _ = results.refresh()
    self.results = results.results
  }

  /// The result of a trial at the end of its runs or, if it is given, at a rung.
  ///
  /// Throws `FileError` if the trajectory of a run cannot be read.
  func result(of trial: PlannedTrial, at rung: Int? = nil) throws -> TrialResult {
    guard !trial.places.isEmpty else { return TrialResult(planned: trial, status: .impossible) }
    let runs = try trial.places.map { place in
      try rung.map { try measured(place, at: $0) } ?? atTheEnd(place)
    }
    let steps = trial.places.map { results[$0]?.summary.steps ?? 0 }
    return TrialResult(
      trial, runs: runs, step: rung ?? steps.max() ?? 0, updates: steps.reduce(0, +),
      objective: objective)
  }

  private func atTheEnd(_ place: Int) -> RunMeasurement {
    guard let result = results[place] else { return RunMeasurement() }
    var measurement = RunMeasurement(isDiverged: result.summary.isDiverged)
    for metric in objective.measured {
      measurement.values[metric.name] = result.value(of: metric)
      measurement.distances[metric.name] = result.distance(of: metric)
    }
    measurement.modes = objective.metrics.first.flatMap { result.measured($0)?.expectedForTarget }
    return measurement
  }

  private func measured(_ place: Int, at rung: Int) throws -> RunMeasurement {
    guard let summary = results[place]?.summary else { return RunMeasurement() }
    guard !summary.isDiverged || summary.steps > rung else {
      return RunMeasurement(isDiverged: true)
    }
    var measurement = RunMeasurement()
    let folder = RunFolder(search.folder.run(search.plan[place].id))
    guard let trajectory = try folder.trajectory(),
      let row = trajectory.steps.firstIndex(of: rung)
    else { return measurement }
    for metric in objective.measured {
      let value = try trajectory.table.numbersIfPresent(metric.name)[row]
      if !value.isNaN { measurement.values[metric.name] = value }
    }
    return measurement
  }
}
