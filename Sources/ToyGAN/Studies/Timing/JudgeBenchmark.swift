import ToyGANCore
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANStatistics
import ToyGANTargets

/// Measures how long the metrics take on this machine, in seconds, with several repetitions of each.
///
/// The samples are from a ring of eight modes that are 1.5 times as wide, scored against the ring itself.
public struct JudgeBenchmark: Codable, Sendable {
  /// W2 by the optimal assignment of 2,048 samples to 2,048, including the cost matrix.
  public var exactW2Seconds: [Double]
  /// Precision, recall, density and coverage of 10,000 samples against 10,000.
  public var nearestNeighbourSeconds: [Double]
  /// The default metrics during training, on 2,500 samples.
  public var evaluationSeconds: [Double]
  /// Every metric of 2,500 samples, without noise floors.
  public var everyMetricSeconds: [Double]

  private enum CodingKeys: String, CodingKey {
    case exactW2Seconds = "exact_w2_2048_seconds"
    case nearestNeighbourSeconds = "prdc_10000_seconds"
    case evaluationSeconds = "evaluation_2500_seconds"
    case everyMetricSeconds = "every_metric_2500_seconds"
  }

  /// Measures each part `rounds` times, and the short evaluation twenty times as often.
  public init(rounds: Int = 5) throws {
    let target = TargetPreset.ring8.target
    let wide = try GaussianMixture.ring(modes: 8, radius: 2, deviation: 0.03)
    func drawn(_ count: Int, _ source: any Target, _ name: String) -> SampleSet {
      let stream = RandomStream(seed: 0, name: name)
      return SampleSet(source.samples(count, from: stream), dimension: 2)
    }
    func seconds(_ rounds: Int, _ work: () -> Void) -> [Double] {
      (0..<rounds).map { _ in
        let watch = Stopwatch()
        work()
        return watch.seconds
      }
    }
    let (few, many) = (drawn(2048, wide, "bench"), drawn(10_000, wide, "bench"))
    let (fewReal, manyReal) = (drawn(2048, target, "real"), drawn(10_000, target, "real"))
    let evaluated = drawn(2500, wide, "bench")
    exactW2Seconds = seconds(rounds) {
      _ = OptimalTransport.distance(few, fewReal, order: 2)
    }
    nearestNeighbourSeconds = seconds(rounds) {
      _ = NeighbourScores(real: manyReal, generated: many, k: Metric.neighbourCount)
    }
    evaluationSeconds = seconds(20 * rounds) {
      _ = Metrics.measure(Evidence(evaluated, of: target), by: Metric.duringTraining)
    }
    everyMetricSeconds = seconds(rounds) { _ = Metrics.measure(Evidence(evaluated, of: target)) }
  }

  /// All measurements as a JSON object.
  public var json: String { JSONText.of(self) }

  /// One line per part: the median and the fastest time, in milliseconds.
  public var table: String {
    let parts = [
      ("exact W2, 2048 against 2048", exactW2Seconds),
      ("precision, recall, density, coverage, 10000 against 10000", nearestNeighbourSeconds),
      ("a usual evaluation, 2500 samples", evaluationSeconds),
      ("every metric, 2500 samples", everyMetricSeconds),
    ]
    let rows = parts.map { name, seconds in
      let times = [Observations(seconds).median, seconds.min()]
      return [name] + times.map { DecimalText.fixed(1e3 * ($0 ?? .nan), 2) }
    }
    return TextTable([["", "median ms", "best"]] + rows).text
  }
}
