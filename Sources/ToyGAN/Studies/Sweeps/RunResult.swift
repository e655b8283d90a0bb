import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANTraining

/// What `summary.json` of a run says, without the words: ten thousand of them fit in memory.
package struct RunResult: Sendable {
  var method: String
  var seed: UInt64
  var status: String
  var steps: Int
  var quantity: String?
  /// By place in the registry's metrics, ascending.
  var values: [Value]

  struct Value: Sendable {
    var metric: Int
    var value: Double
    var ceiling: Double?
    /// Mean over draws of the target.
    var floor: Double?
  }

  /// Nil where there is no summary, as in a run that goes on or was killed.
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

  /// How far a metric lies from what the target itself scores: in theory, or else in draws of it.
  func distance(of metric: Int) -> Double? {
    values.first { $0.metric == metric }.flatMap { measured in
      (measured.ceiling ?? measured.floor).map { abs(measured.value - $0) }
    }
  }

  /// How a run of so many steps ended, or nil where it has not.
  func outcome(of steps: Int) -> Outcome? {
    switch status {
    case "diverged": .diverged(step: self.steps, quantity: quantity ?? "a number")
    case "completed" where self.steps >= steps: .completed
    default: nil
    }
  }

  /// The same with the metrics that a comparison shows.
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
