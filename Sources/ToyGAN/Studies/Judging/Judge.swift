import ToyGANCore
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// Judges samples against a target: every metric, with its definition, its ceiling and its noise floor.
public struct Judge: Sendable {
  public let target: any Target
  private let floors: NoiseFloors

  /// Throws `FileError` where the target cannot be made.
  public init(_ configuration: TargetConfiguration) throws {
    target = try configuration.target()
    floors = NoiseFloors(of: configuration, target)
  }

  /// The metrics that have a value for these samples, in the order given.
  ///
  /// Noise floors are computed once for a target and a number of samples, and kept.
  public func measure(_ samples: SampleSet, by metrics: [Metric] = Metric.standard) -> [MetricValue]
  {
    measure(Evidence(samples, of: target), by: metrics)
  }

  /// The same from evidence, which must be of this target.
  func measure(_ evidence: Evidence, by metrics: [Metric]) -> [MetricValue] {
    let floors = floors.floors(in: metrics, samples: evidence.samples.count)
    return Metrics.measure(evidence, by: metrics).map { measurement in
      var measurement = measurement
      measurement.floor = floors[measurement.name]
      return measurement
    }
  }
}
