import CGSL
import Synchronization
import ToyGANCore

/// The stratified percentile bootstrap: an interval for a statistic
/// from values that are resampled from the data.
///
/// A stratum contains the values of one task, one for each seed. Within every stratum the same number of
/// values is drawn with replacement, so that the weights of tasks do not change; the ends of the interval
/// are quantiles of the statistic over the resamples. Efron, "Bootstrap methods: another look at the
/// jackknife" (Annals of Statistics 7, 1979); stratified as in Agarwal et al., "Deep reinforcement learning
/// at the edge of the statistical precipice" (NeurIPS 2021, arXiv:2108.13264), section 4.
///
/// For few values the coverage is below the nominal level, see `InterquartileMean`.
public struct Bootstrap: Sendable {
  /// Number of resamples.
  public let resamples: Int

  /// 2,000 resamples are the default of the authors' library (rliable) for probabilities of improvement.
  ///
  /// Traps if the number is not positive.
  public init(resamples: Int = 2000) {
    guard resamples > 0 else { fatalError("a bootstrap of \(resamples) resamples") }
    self.resamples = resamples
  }

  /// The interval for `statistic`, whose argument has the shape of `strata`.
  ///
  /// The same values always give the same interval. Values and ends may be infinite. Nil unless every
  /// stratum has at least two values, or if a value is NaN.
  public func interval(
    of strata: [[Double]], _ confidence: Confidence = .percent95,
    statistic: ([[Double]]) -> Double
  ) -> Interval? {
    guard !strata.isEmpty, strata.allSatisfy({ $0.count > 1 }) else { return nil }
    let found = draws(of: strata, statistic).sorted()
    guard !found.contains(where: \.isNaN) else { return nil }
    return Interval(
      lower: OrderStatistics.quantile(found, Fraction(confidence.tail)),
      upper: OrderStatistics.quantile(found, Fraction(1 - confidence.tail)),
      confidence: confidence)
  }

  /// The value of the statistic for every resample.
  private func draws(of strata: [[Double]], _ statistic: ([[Double]]) -> Double) -> [Double] {
    var choices = BootstrapChoices(counts: strata.map(\.count), resamples: resamples)
    var drawn = strata
    return (0..<resamples).map { _ in
      for (index, values) in strata.enumerated() {
        for place in values.indices {
          drawn[index][place] = values[choices.next(below: values.count)]
        }
      }
      return statistic(drawn)
    }
  }
}

/// The places of the values that resamples consist of, which are the same for all data of one shape.
private struct BootstrapChoices {
  private struct Shape: Hashable {
    var counts: [Int]
    var resamples: Int

    var size: Int { resamples * counts.reduce(0, +) }
  }

  /// The choices for the shape that was asked for last: a comparison has thousands of pairs of the same shape.
  private static let kept = Mutex<(shape: Shape, choices: [UInt32])?>(nil)
  /// More choices than this, 16 MiB, are drawn each time.
  private static let maximumKept = 1 << 22

  private let choices: [UInt32]?
  private let stream = RandomStream(seed: 0, name: "bootstrap")
  private var place = 0

  init(counts: [Int], resamples: Int) {
    let shape = Shape(counts: counts, resamples: resamples)
    choices = shape.size > Self.maximumKept ? nil : Self.drawn(shape, from: stream)
  }

  /// The next choice from a stratum with this number of values.
  mutating func next(below count: Int) -> Int {
    guard let choices else { return Self.draw(count, from: stream) }
    place += 1
    return Int(choices[place - 1])
  }

  private static func drawn(_ shape: Shape, from stream: RandomStream) -> [UInt32] {
    if let kept = kept.withLock({ $0 }), kept.shape == shape { return kept.choices }
    var choices: [UInt32] = []
    choices.reserveCapacity(shape.size)
    for _ in 0..<shape.resamples {
      for count in shape.counts {
        for _ in 0..<count { choices.append(UInt32(draw(count, from: stream))) }
      }
    }
    kept.withLock { $0 = (shape, choices) }
    return choices
  }

  private static func draw(_ count: Int, from stream: RandomStream) -> Int {
    Int(gsl_rng_uniform_int(stream.generator, UInt(count)))
  }
}
