import ToyGANMetrics

/// A run's summary without the texts of its metrics, so that ten thousand fit in memory.
package struct RunResult: Sendable {
  /// The summary, without metrics.
  let summary: RunSummary
  /// Values in the order of the registry's metrics.
  private let values: [Value]

  struct Value: Sendable {
    /// Index of the metric in the registry.
    var index: Int
    var name: String
    var value: Double
    var expectedForTarget: Double?
    /// Mean score of draws of the target.
    var noiseFloor: Double?
  }

  /// The values of the metrics that the registry has.
  init(_ summary: RunSummary, among metrics: [Metric]) {
    let byName = Dictionary(grouping: summary.metrics, by: \.name)
    values = metrics.enumerated().compactMap { index, metric in
      byName[metric.name]?.first.map {
        Value(
          index: index, name: metric.name, value: $0.value, expectedForTarget: $0.expectedForTarget,
          noiseFloor: $0.noiseFloor?.mean)
      }
    }
    var rest = summary
    rest.metrics = []
    self.summary = rest
  }

  /// The indices, in the registry, of the metrics that were measured.
  var measured: [Int] { values.map(\.index) }

  func measured(_ metric: Metric) -> Value? { values.first { $0.name == metric.name } }

  func value(of metric: Metric) -> Double? { measured(metric)?.value }

  /// The value of each metric that was measured, by its name.
  var valuesByName: [String: Double] {
    Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
  }

  /// What samples of the target itself score by each metric, by its name: from theory, or otherwise from draws.
  var referencesByName: [String: Double] {
    Dictionary(
      values.compactMap { value in
        (value.expectedForTarget ?? value.noiseFloor).map { (value.name, $0) }
      }
    ) { first, _ in first }
  }

  /// The distance of a metric from its value for the target itself: from theory, or otherwise from draws.
  func distance(of metric: Metric) -> Double? {
    measured(metric).flatMap { measured in
      (measured.expectedForTarget ?? measured.noiseFloor).map { abs(measured.value - $0) }
    }
  }

  /// Whether the run ended with every mode of its target, by a count of modes.
  func hasAllModes(by count: Metric) -> Bool {
    !summary.isDiverged && measured(count).map { $0.value == $0.expectedForTarget } ?? false
  }
}
