import ToyGANCore
import ToyGANTargets

extension Metric {
  /// Every metric of this library, in the order of columns and tables.
  public static let standard: [Metric] = coverage + balance + shape + distances + neighbours

  /// The default metrics during training, all of which are cheap.
  public static let duringTraining: [Metric] = [
    .modesByMass, .modesCovered, .highQuality, .reverseKL, .deviationRatio,
  ]
}

/// Computes several metrics at once.
public enum Metrics {
  /// The metrics that are defined for the evidence, in the given order.
  public static func measure(
    _ evidence: Evidence, by metrics: [Metric] = Metric.standard
  ) -> [MetricValue] {
    metrics.compactMap { metric in
      metric.value(evidence).map {
        MetricValue(
          name: metric.name, value: $0, definition: metric.definition(for: evidence.target),
          expectedForTarget: metric.expectedForTarget(evidence),
          samples: metric.samples(in: evidence))
      }
    }
  }

  /// The metrics that are defined for row-major samples `[n, d]` from training.
  public static func measure(
    _ samples: [Float], of target: any Target, by metrics: [Metric] = Metric.standard
  ) -> [MetricValue] {
    measure(Evidence(SampleSet(samples, dimension: target.dimension), of: target), by: metrics)
  }
}
