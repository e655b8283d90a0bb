import ToyGANCore
import ToyGANTargets

extension Metric {
  /// Every metric of this library, in the order of columns and tables.
  public static let standard: [Metric] = coverage + balance + shape + distances + neighbours

  /// The default metrics during training for a target with modes, all of which are cheap.
  public static let duringTraining: [Metric] = [
    .modesByMass, .modesCovered, .highQuality, .reverseKL, .deviationRatio,
  ]

  /// Distances that are cheap enough for every evaluation: the default metrics for a target without modes.
  public static let distancesDuringTraining: [Metric] = [.slicedWasserstein1, .energyDistance]

  /// The default metrics during training: about the modes if the target has any, otherwise distances.
  public static func duringTraining(for target: any Target) -> [Metric] {
    target.modeSet == nil ? distancesDuringTraining : duringTraining
  }

  /// The few metrics that tables show first, the strict count of modes before the classical one.
  private static let leadingOfModes: [Metric] = [
    .modesByMass, .modesCovered, .highQuality, .reverseKL,
  ]

  /// The few metrics that tables show first for a target, in order: distances if it has no modes.
  public static func leading(for target: any Target) -> [Metric] {
    target.modeSet == nil ? distancesDuringTraining : leadingOfModes
  }

  /// The few metrics that tables show first, among those that were measured, by name.
  ///
  /// Distances lead only if nothing about modes was measured. Older runs lack the strict count.
  public static func leading(among measured: Set<String>) -> [Metric] {
    let present = { (metrics: [Metric]) in metrics.filter { measured.contains($0.name) } }
    let ofModes = present(leadingOfModes)
    return ofModes.isEmpty ? present(distancesDuringTraining) : ofModes
  }
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

  /// The metrics that are defined for row-major samples `[n, d]` from training with the seed `referenceSeed`.
  public static func measure(
    _ samples: [Float], of target: any Target, by metrics: [Metric] = Metric.standard,
    referenceSeed: UInt64 = 0
  ) -> [MetricValue] {
    let samples = SampleSet(samples, dimension: target.dimension)
    return measure(Evidence(samples, of: target, referenceSeed: referenceSeed), by: metrics)
  }
}
