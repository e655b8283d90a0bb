import ToyGANTraining

/// How far a run has come.
public struct RunProgress: Sendable {
  public var step: Int
  public var steps: Int
  /// Steps in a second, lately; nil before the first.
  public var rate: Double?
  /// The latest evaluation.
  public var point: TrajectoryPoint?
  /// Whether `point` is new.
  public var isEvaluation: Bool

  /// Seconds to go at the present rate.
  public var secondsLeft: Double? {
    rate.flatMap { $0 > 0 ? Double(steps - step) / $0 : nil }
  }
}
