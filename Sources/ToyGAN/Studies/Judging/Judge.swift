import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// Scores samples against a target by every metric, with its definition, its
/// value for the target itself and its noise floor.
public struct Judge: Sendable {
  /// The distribution against which samples are scored.
  public let target: any Target
  private let floors: NoiseFloors

  /// Throws `FileError` if the target cannot be made.
  public init(_ configuration: TargetConfiguration) throws {
    target = try configuration.target()
    floors = NoiseFloors(of: configuration, target)
  }

  /// Throws `SettingError` if a metric was named that the target cannot have.
  func require(_ selection: MetricSelection) throws(SettingError) {
    guard case .named(let metrics) = selection else { return }
    for metric in metrics where !metric.applies(to: target) {
      throw SettingError(
        key: "metrics", has: "\(metric.name), which needs \(metric.need.text),",
        allowed: "metrics that this target can have")
    }
  }

  /// The metrics that are defined for these samples, in the given order.
  ///
  /// `referenceSeed` chooses the target samples of distances: the seed of a run, or the number of a file among
  /// those that are compared. Noise floors are computed once for each target and number of samples, and cached.
  public func measure(
    _ samples: SampleSet, by metrics: [Metric] = Metric.standard, referenceSeed: UInt64 = 0
  ) -> [MetricValue] {
    measure(Evidence(samples, of: target, referenceSeed: referenceSeed), by: metrics)
  }

  /// The metrics that are defined for this evidence, which must be of the judge's target.
  func measure(_ evidence: Evidence, by metrics: [Metric]) -> [MetricValue] {
    let floors = floors.floors(in: metrics, samples: evidence.samples.count)
    return Metrics.measure(evidence, by: metrics).map { measurement in
      var measurement = measurement
      measurement.noiseFloor = floors[measurement.name]
      return measurement
    }
  }
}
