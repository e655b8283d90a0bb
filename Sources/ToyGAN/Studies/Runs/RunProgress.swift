import ToyGANTraining

/// The progress of a run.
public struct RunProgress: Sendable {
  /// Number of generator updates so far.
  public var step: Int
  /// Total number of generator updates.
  public var steps: Int
  /// Recent number of steps per second; nil before the first step.
  public var rate: Double?
  /// The latest evaluation.
  public var point: TrajectoryPoint?
  /// Whether `point` is new.
  public var isEvaluation: Bool

  /// Estimated seconds until the end at the current rate.
  public var secondsLeft: Double? {
    rate.flatMap { $0 > 0 ? Double(steps - step) / $0 : nil }
  }
}
