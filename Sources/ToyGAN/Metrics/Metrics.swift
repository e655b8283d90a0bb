import ToyGANCore
import ToyGANTargets

/// The metrics there are.
public enum Metrics {
  /// Every metric, in the order of columns and tables.
  public static let all: [Metric] =
    Metric.coverage + Metric.balance + Metric.shape + Metric.distances + Metric.neighbours

  /// What a run is measured by on its way unless it names others: all of them cheap.
  public static let standard: [Metric] = [
    .modesCovered, .highQuality, .reverseKL, .deviationRatio,
  ]

  /// The metric of a name, or nil.
  public static func named(_ name: String) -> Metric? { all.first { $0.name == name } }
}

extension Metrics {
  /// The metrics that have a value for the evidence, in the order given.
  public static func measure(
    _ evidence: Evidence, by metrics: [Metric] = all
  ) -> [MetricValue] {
    metrics.compactMap { metric in
      metric.value(evidence).map {
        MetricValue(
          name: metric.name, value: $0, definition: metric.definition(for: evidence.target),
          ceiling: metric.ceiling(evidence), samples: metric.samples(in: evidence))
      }
    }
  }

  /// The same for row-major samples `[n, d]` as training makes them.
  public static func measure(
    _ samples: [Float], of target: any Target, by metrics: [Metric] = all
  ) -> [MetricValue] {
    measure(Evidence(SampleSet(samples, dimension: target.dimension), of: target), by: metrics)
  }
}
