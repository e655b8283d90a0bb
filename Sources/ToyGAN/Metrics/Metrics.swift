import ToyGANCore
import ToyGANTargets

extension Metric {
  /// Every metric of this library, in the order of columns and tables.
  public static let standard: [Metric] = coverage + balance + shape + distances + neighbours

  /// What a run is measured by during training unless it names others: all of them cheap.
  public static let duringTraining: [Metric] = [
    .modesCovered, .highQuality, .reverseKL, .deviationRatio,
  ]
}

/// Measuring by several metrics at once.
public enum Metrics {
  /// The metrics that have a value for the evidence, in the order given.
  public static func measure(
    _ evidence: Evidence, by metrics: [Metric] = Metric.standard
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
    _ samples: [Float], of target: any Target, by metrics: [Metric] = Metric.standard
  ) -> [MetricValue] {
    measure(Evidence(SampleSet(samples, dimension: target.dimension), of: target), by: metrics)
  }
}
