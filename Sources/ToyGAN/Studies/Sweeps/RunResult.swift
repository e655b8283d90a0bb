import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANTraining

/// The contents of a run's `summary.json` without its texts, so that ten thousand fit in memory.
package struct RunResult: Sendable {
  var method: String
  var seed: UInt64
  var status: String
  var steps: Int
  var quantity: String?
  /// Values sorted by the index of the metric in the registry, ascending.
  var values: [Value]

  struct Value: Sendable {
    var metric: Int
    var value: Double
    var ceiling: Double?
    /// Mean score of draws of the target.
    var floor: Double?
  }

  /// Nil if there is no summary, because the run is in progress or was killed.
  init?(in folder: URL, metrics: [String: Int]) {
    let file = RunFolder(folder).file("summary.json")
    guard let stored = JSONText.read(Stored.self, at: file) else { return nil }
    (method, seed, status) = (stored.method, stored.seed, stored.status)
    (steps, quantity) = (stored.steps, stored.quantity)
    values = stored.metrics.compactMap { measured in
      metrics[measured.name].map {
        Value(
          metric: $0, value: measured.value, ceiling: measured.ceiling, floor: measured.floor?.mean)
      }
    }.sorted { $0.metric < $1.metric }
  }

  static func places(of metrics: [Metric]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: metrics.enumerated().map { ($1.name, $0) })
  }

  private struct Stored: Decodable {
    var method: String
    var seed: UInt64
    var status: String
    var steps: Int
    var quantity: String?
    var metrics: [Measured]
  }

  private struct Measured: Decodable {
    var name: String
    var value: Double
    var ceiling: Double?
    var floor: Floor?
  }

  private struct Floor: Decodable { var mean: Double }

  func value(of metric: Int) -> Double? { values.first { $0.metric == metric }?.value }

  /// The distance of a metric from its value for the target itself: from theory, or otherwise from draws.
  func distance(of metric: Int) -> Double? {
    values.first { $0.metric == metric }.flatMap { measured in
      (measured.ceiling ?? measured.floor).map { abs(measured.value - $0) }
    }
  }

  /// How a run of `steps` steps ended, or nil if it has not.
  func outcome(of steps: Int) -> Outcome? {
    switch status {
    case "diverged": .diverged(step: self.steps, quantity: quantity ?? "a number")
    case "completed" where self.steps >= steps: .completed
    default: nil
    }
  }

  /// The result as a summary with the metrics that a comparison shows.
  func summary(label: String, metrics: [Metric], among all: [Metric]) -> RunSummary {
    let places = Self.places(of: all)
    let shown = metrics.compactMap { metric in
      values.first { $0.metric == places[metric.name] }.map {
        MetricValue(
          name: metric.name, value: $0.value, definition: "", ceiling: $0.ceiling, samples: 0)
      }
    }
    return RunSummary(
      label: label, method: method, seed: seed, status: status, steps: steps, quantity: quantity,
      metrics: shown)
  }
}
