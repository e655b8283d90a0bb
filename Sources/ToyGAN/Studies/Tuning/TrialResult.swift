import ToyGANMetrics
import ToyGANStatistics

/// What the runs of a trial measured, at the end or at a rung.
struct TrialResult: Sendable {
  /// How a trial ended.
  enum Status: String, CaseIterable {
    case completed, diverged
    /// Better trials were continued at a rung.
    case stopped
    /// Its settings cannot work together.
    case impossible
  }

  let planned: PlannedTrial
  var status: Status
  /// The step at which its runs were compared; 0 of an impossible trial.
  var step = 0
  /// Generator updates of all its runs.
  var updates = 0
  /// The mean over seeds of each metric that the objective needs, by its name; none if a run diverged.
  var means: [String: Double] = [:]
  /// The means of the objective's metrics, so that higher is better.
  var goodness: [Double] = []
  /// Whether it satisfies every gate.
  var passes = false
  /// The number of modes of the target, if the first metric counts them.
  var modes: Double?

  var isDiverged: Bool { status == .diverged }

  /// The score for tuning curves: by the first metric, and minus infinity for a trial that diverged, fails a gate or
  /// has no value.
  var score: Double {
    guard !isDiverged, passes, let first = goodness.first, !first.isNaN else { return -.infinity }
    return first
  }
}

/// What a run measured at one step.
struct RunMeasurement: Sendable {
  var isDiverged = false
  var values: [String: Double] = [:]
  /// Distances from the values of the target itself.
  var distances: [String: Double] = [:]
  var modes: Double?
}

extension TrialResult {
  /// The result of runs, one for each seed.
  init(
    _ planned: PlannedTrial, runs: [RunMeasurement], step: Int, updates: Int,
    objective: TuningObjective
  ) {
    self.init(planned: planned, status: .completed, step: step, updates: updates)
    guard !runs.contains(where: \.isDiverged) else {
      status = .diverged
      return
    }
    func mean(_ values: [Double?]) -> Double? {
      let known = values.compactMap(\.self)
      return known.count == runs.count ? Observations(known).mean : nil
    }
    for metric in objective.measured {
      means[metric.name] = mean(runs.map { $0.values[metric.name] })
    }
    goodness = objective.metrics.map { metric in
      metric.goodness(
        means[metric.name], distance: mean(runs.map { $0.distances[metric.name] }))
    }
    passes = objective.gates.allSatisfy { $0.holds(means[$0.metric.name]) }
    modes = runs.first?.modes
  }
}
