import CGSL
import Foundation
import ToyGANCore

/// The number of samples in each bin, and the probability of each bin under the target.
public struct ModeHistogram: Sendable, Equatable {
  /// Number of samples per bin, `[K]`.
  public let counts: [Int]
  /// Mass of the target per bin, `[K]`; the sum is 1 except for omitted bins.
  public let weights: [Double]

  /// The least mass of a bin: no run has enough samples to expect one in a bin with less.
  private static let least = 1e-9

  /// Omits bins without samples that have less than a billionth of the target's mass.
  ///
  /// An empty bin would make forward KL infinite, even if its mass is
  /// tiny. Traps unless there is one weight per count.
  public init(counts: [Int], weights: [Double]) {
    guard counts.count == weights.count else {
      fatalError("counts [\(counts.count)] beside weights [\(weights.count)]")
    }
    let kept = counts.indices.filter { counts[$0] > 0 || weights[$0] >= Self.least }
    (self.counts, self.weights) = (kept.map { counts[$0] }, kept.map { weights[$0] })
  }

  /// Number of samples in all bins.
  public var total: Int { counts.reduce(0, +) }

  /// Share of the samples in each bin and its weight; nil without samples.
  private var shares: [(q: Double, w: Double)]? {
    let total = Double(total)
    guard total > 0 else { return nil }
    return zip(counts, weights).map { (q: Double($0) / total, w: $1) }
  }

  private func sum(_ term: (_ q: Double, _ w: Double) -> Double) -> Double? {
    shares.map { $0.reduce(0.0) { $0 + term($1.q, $1.w) } }
  }

  /// `sum q log(q / w)` in nats, 0 or above.
  ///
  /// Samples that cover j of K equal bins evenly give log(K / j).
  public var reverseKL: Double? { sum(Self.relativeEntropy).map { max(0, $0) } }

  /// `sum w log(w / q)` in nats, 0 or above; infinite if a bin with positive weight is empty.
  public var forwardKL: Double? { sum { Self.relativeEntropy($1, $0) }.map { max(0, $0) } }

  /// Jensen-Shannon divergence in nats, 0 to log 2: `KL(q, m) / 2 + KL(w, m) / 2` with m the mean of the two.
  public var jensenShannon: Double? {
    sum { q, w in
      let m = (q + w) / 2
      return (Self.relativeEntropy(q, m) + Self.relativeEntropy(w, m)) / 2
    }.map { max(0, $0) }
  }

  /// Total variation, `sum |q - w| / 2`, 0 to 1.
  public var totalVariation: Double? { sum { abs($0 - $1) / 2 } }

  /// `-sum q log q` in nats, 0 to log K.
  public var entropy: Double? { sum { q, _ in q > 0 ? -q * log(q) : 0 }.map { max(0, $0) } }

  /// Probability that samples of the target itself are distributed at least this unevenly, by Pearson's
  /// statistic `sum (n_k - n w_k)^2 / (n w_k)` and the chi-squared distribution with K - 1 degrees of
  /// freedom; 1 if there is one bin.
  ///
  /// The approximation requires several expected samples in every bin.
  public var chiSquaredP: Double? {
    guard counts.count > 1, total > 0 else { return total > 0 ? 1 : nil }
    GSL.start()
    let n = Double(total)
    let statistic = zip(counts, weights).reduce(0.0) { sum, bin in
      let difference = Double(bin.0) - n * bin.1
      return sum + (difference == 0 ? 0 : difference * difference / (n * bin.1))
    }
    return statistic.isFinite ? gsl_cdf_chisq_Q(statistic, Double(counts.count - 1)) : 0
  }

  /// `p log(p / r)`, which is 0 if p is 0.
  private static func relativeEntropy(_ p: Double, _ r: Double) -> Double {
    p > 0 ? p * log(p / r) : 0
  }
}

// MARK: - Values that theory gives for samples of the target itself

extension ModeHistogram {
  /// Leading term of the expectation of both directions of KL, `(K - 1) / (2 n)`.
  package var expectedKL: Double? { perSample(Double(counts.count - 1) / 2) }

  /// Leading term of the expectation of the Jensen-Shannon divergence, a quarter of that of KL.
  package var expectedJensenShannon: Double? { perSample(Double(counts.count - 1) / 8) }

  /// Leading term of the expectation of the total variation, from the mean absolute value of a normal
  /// variable: `sum sqrt(w (1 - w) / (2 pi n))`.
  package var expectedTotalVariation: Double? {
    perSample(1).map { share in
      weights.reduce(0.0) { $0 + ($1 * (1 - $1) * share / (2 * .pi)).squareRoot() }
    }
  }

  /// The target's own entropy minus the leading term of the bias, `(K - 1) / (2 n)` (Miller 1955).
  package var expectedEntropy: Double? {
    expectedKL.map { bias in
      weights.reduce(0.0) { $0 - ($1 > 0 ? $1 * log($1) : 0) } - bias
    }
  }

  /// Expectation of the p value: it is uniform from 0 to 1, except that with one bin it is always 1.
  package var expectedChiSquaredP: Double? {
    guard total > 0 else { return nil }
    return counts.count > 1 ? 0.5 : 1
  }

  private func perSample(_ value: Double) -> Double? { total > 0 ? value / Double(total) : nil }
}

extension ModeCoverage {
  /// All finite samples, each in the bin of its nearest mode.
  public var nearest: ModeHistogram { ModeHistogram(counts: counts, weights: weights) }

  /// Good samples only, by mode.
  public var goodOnly: ModeHistogram { ModeHistogram(counts: goodCounts, weights: weights) }

  /// Good samples by mode, and one bin for all other samples, finite or not.
  public var withOffMode: ModeHistogram {
    ModeHistogram(
      counts: goodCounts + [samples - good],
      weights: weights.map { $0 * insideMass } + [1 - insideMass])
  }
}
