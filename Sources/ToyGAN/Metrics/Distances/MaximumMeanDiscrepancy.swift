import CKernels
import ToyGANCore

/// The maximum mean discrepancy: how much less alike samples of two sets are than samples of one.
public enum MaximumMeanDiscrepancy {
  /// Bandwidths of the kernels, from the narrowest, as multiples of the scale.
  ///
  /// With the deviation of a whole target as the scale they see from its extent down to the distance
  /// between neighbours of a few dozen modes; no single bandwidth sees both. Each is half the next,
  /// so that every kernel is the fourth power of the one after it, and one exponential serves all.
  public static let bandwidths = [0.125, 0.25, 0.5, 1, 2]

  /// The unbiased estimate of the squared discrepancy, from -1 to 2 and near 0 for equal distributions.
  ///
  /// For samples x `[n, d]` and y `[m, d]` it is
  /// `Σ k(x_i, x_j) / (n (n - 1)) + Σ k(y_i, y_j) / (m (m - 1)) - 2 Σ k(x_i, y_j) / (n m)`, the first
  /// two sums over `i ≠ j`: Gretton et al., "A kernel two-sample test" (JMLR 13, 2012), equation 3.
  /// `k` is the mean of the Gaussian kernels `exp(-r² / (2 h²))` with `h` a multiple of `scale`, in
  /// the unit of the coordinates, from `bandwidths`. Unbiased, it may be negative.
  ///
  /// Takes `O((n + m)² d)`. Not-a-number where a coordinate is not finite; traps where a set has less
  /// than two samples, the dimensions differ, or `scale` is not a positive number.
  public static func squared(_ a: SampleSet, _ b: SampleSet, scale: Double) -> Double {
    SampleSet.requireComparable(a, b)
    guard a.count > 1, b.count > 1, scale > 0, scale.isFinite else {
      fatalError("no discrepancy of samples \(a.shape) and \(b.shape) at the scale \(scale)")
    }
    guard a.isFinite(), b.isFinite() else { return .nan }
    let between = sum(a, b, scale) / (Double(a.count) * Double(b.count))
    return meanInside(a, scale) + meanInside(b, scale) - 2 * between
  }

  /// Over pairs of different samples; a sample is as like itself as can be, 1.
  private static func meanInside(_ a: SampleSet, _ scale: Double) -> Double {
    let n = Double(a.count)
    return (sum(a, a, scale) - n) / (n * (n - 1))
  }

  private static func sum(_ a: SampleSet, _ b: SampleSet, _ scale: Double) -> Double {
    // exp(-r² / (2 h²)) = 2^(rate r²) for the widest kernel.
    let widest = bandwidths[bandwidths.count - 1] * scale
    let rate = -1.442_695_040_888_963_4 / (2 * widest * widest)
    return SampleSet.withPairs(a, b) { toygan_sum_gaussians($0, rate) } / Double(bandwidths.count)
  }
}
