import Foundation
import ToyGANMetrics
import ToyGANTraining

/// Versions of the software that made a result.
public enum ToyGANVersion {
  /// The version of this library.
  public static let current = "0.1.0"
  /// Number of the engine: it grows when the same settings, seed and kind of processor give other numbers than before.
  public static let engine = 2
}

/// The contents of `run.json`: how and where the run was made.
package struct RunRecord: Codable, Equatable {
  package var status: String
  package var label: String
  package var method: String
  package var seed: UInt64
  package var step: Int
  package var steps: Int
  /// The quantity that was no longer finite, if the run diverged.
  var quantity: String?
  var version: String
  /// Number of the engine that began the run; nil in a record of an older version.
  var engine: Int?
  /// Checksum of the settings other than steps; nil in a record of an older version.
  var settings: String?
  /// The checkpoints in the folder, the newest last; nil in a record of an older version.
  var checkpoints: [WrittenCheckpoint]?
  /// Checksums of the tables for figures that the run has written, by path; nil in a record of an older version.
  var tables: [String: String]?
  var processor: String
  package var started: String
  var ended: String?
  /// Time spent, in all sessions.
  package var seconds: Double
}

/// A checkpoint that a run has written, and the rows of the trajectory that belong to it.
struct WrittenCheckpoint: Codable, Equatable {
  /// The checksum that the file states.
  var checksum: String
  /// Checksum of the rows of the trajectory before the step of the checkpoint.
  var rows: String
}

/// The contents of `summary.json`: the outcome of a run, and its last measurements.
public struct RunSummary: Codable, Equatable, Sendable {
  /// Name of the run in tables.
  public var label: String
  /// Name of the method.
  public var method: String
  /// Seed of all random numbers of the run.
  public var seed: UInt64
  /// The outcome: `completed`, `diverged` or `interrupted`.
  public var status: String
  /// Number of generator updates.
  public var steps: Int
  /// The quantity that was no longer finite, if the run diverged.
  public var quantity: String?
  /// The last measurements.
  public var metrics: [MetricValue]
  /// Checksums of the trajectory and the checkpoint to which the summary belongs, by the name of the file; nil
  /// in a summary of an older version.
  public var files: [String: String]?

  /// Whether there are no steps left to train.
  public var isFinished: Bool { status == "completed" || status == "diverged" }

  var isDiverged: Bool { status == "diverged" }

  /// How a run of `steps` steps ended, or nil if it has not.
  func outcome(of steps: Int) -> Outcome? {
    switch status {
    case "diverged": .diverged(step: self.steps, quantity: quantity ?? "a number")
    case "completed" where self.steps >= steps: .completed
    default: nil
    }
  }

  /// The value of a metric, or nil if there is none.
  public func value(of metric: Metric) -> Double? {
    metrics.first { $0.name == metric.name }?.value
  }
}
