import ToyGANMetrics
import ToyGANStatistics

/// The rule that converts a measurement to a score, for which either higher or lower is better.
struct ScoreRule: Sendable {
  var metric: Metric
  /// Whether values are divided by the value that theory gives for samples of the target itself.
  var isRelative: Bool
  /// Number of modes of the target, if it is known and the same for all runs.
  var modes: Double?
  /// The count of modes that tells which runs have collapsed; nil if no run counts modes.
  var count: Metric?

  var isMoreBetter: Bool { metric.preference == .higher }

  /// The smallest and the largest possible score.
  var bounds: Bounds {
    switch metric.preference {
    case .targetValue: .notNegative
    case .higher, .lower: isRelative ? .unbounded : metric.range.bounds(modes: modes)
    }
  }

  /// The score of a run; infinitely bad if the run diverged or has no value.
  func score(_ run: EndedRun) -> Double {
    let worst = isMoreBetter ? -Double.infinity : .infinity
    guard let measured = run.measurement(metric.name) else { return worst }
    let (value, expectedForTarget) = (measured.value, measured.expectedForTarget)
    guard metric.preference == .targetValue else {
      return isRelative ? value / (expectedForTarget ?? 1) : value
    }
    // The reference is the value for the target itself: from theory, or otherwise from draws of the target.
    return (expectedForTarget ?? measured.noiseFloor?.mean).map { abs(value - $0) } ?? worst
  }
}
