import CGSL
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
