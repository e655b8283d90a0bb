import Foundation
import ToyGANMetrics

/// Versions of what made a result.
public enum ToyGANVersion {
  public static let current = "0.1.0"
}

/// What `run.json` says: how the run went, and where.
package struct RunRecord: Codable, Equatable {
  package var status: String
  package var label: String
  var method: String
  package var seed: UInt64
  package var step: Int
  var steps: Int
  /// What stopped being finite, in a run that diverged.
  var quantity: String?
  var version: String
  var processor: String
  package var started: String
  var ended: String?
  /// Time spent, in all sittings.
  package var seconds: Double
}

/// What `summary.json` says: the outcome of a run, and its last measurements.
public struct RunSummary: Codable, Equatable, Sendable {
  public var label: String
  public var method: String
  public var seed: UInt64
  /// `completed`, `diverged` or `interrupted`.
  public var status: String
  /// Generator updates made.
  public var steps: Int
  /// What stopped being finite, in a run that diverged.
  public var quantity: String?
  public var metrics: [MetricValue]

  /// Whether there is nothing left to train.
  public var isFinished: Bool { status == "completed" || status == "diverged" }

  var isDiverged: Bool { status == "diverged" }

  /// The value of a metric, or nil.
  public func value(of metric: Metric) -> Double? {
    metrics.first { $0.name == metric.name }?.value
  }
}
