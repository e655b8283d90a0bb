import CGSL
import ToyGANCore

/// The stratified percentile bootstrap: how far a statistic may lie from the truth, judged by values
/// drawn again from those at hand.
///
/// A stratum holds the values of one task, one for each seed. As many are drawn with replacement within
/// every stratum, so that tasks keep their shares; the interval runs between quantiles of what the
/// statistic makes of the draws. Efron, "Bootstrap methods: another look at the jackknife" (Annals of
/// Statistics 7, 1979); stratified as in Agarwal et al., "Deep reinforcement learning at the edge of
/// the statistical precipice" (NeurIPS 2021, arXiv:2108.13264), section 4.
///
/// For few values it covers less than it says, see `InterquartileMean`.
public struct Bootstrap: Sendable {
  /// How often values are drawn again.
  public let resamples: Int

  /// 2,000 resamples are what the authors' library (rliable) takes for probabilities of improvement.
  ///
  /// Traps without any.
  public init(resamples: Int = 2000) {
    guard resamples > 0 else { fatalError("a bootstrap of \(resamples) resamples") }
    self.resamples = resamples
  }

  /// The interval for `statistic`, which sees strata of the shape of `strata`.
  ///
  /// The same values give the same interval, whatever was computed before. Values may be infinite, and
  /// so may the ends. Nil unless every stratum has at least two values, and where a value is not a
  /// number.
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

  /// The statistic of every resample.
  private func draws(of strata: [[Double]], _ statistic: ([[Double]]) -> Double) -> [Double] {
    let stream = RandomStream(seed: 0, name: "bootstrap")
    var drawn = strata
    return (0..<resamples).map { _ in
      for (index, values) in strata.enumerated() {
        for place in values.indices {
          let choice = gsl_rng_uniform_int(stream.generator, UInt(values.count))
          drawn[index][place] = values[Int(choice)]
        }
      }
      return statistic(drawn)
    }
  }
}
