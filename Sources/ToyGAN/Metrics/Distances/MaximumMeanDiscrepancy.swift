import CKernels
import ToyGANCore

/// The maximum mean discrepancy: how much less similar samples are between two sets than within each set.
public enum MaximumMeanDiscrepancy {
  /// Bandwidths of the kernels, from the narrowest, as multiples of the scale.
  ///
  /// With the standard deviation of the whole target as the scale, they cover the range from the
  /// extent of the target down to the distance between neighbours of a few dozen modes; no single
  /// bandwidth covers both. Each is half the next, so that every kernel is the fourth power of
  /// the next, and one exponential is enough for all.
  public static let bandwidths = [0.125, 0.25, 0.5, 1, 2]

  /// The unbiased estimate of the squared discrepancy, from -1 to 2 and near 0 for equal distributions.
  ///
  /// For samples x `[n, d]` and y `[m, d]` it is `Σ k(x_i, x_j) / (n (n - 1)) + Σ k(y_i, y_j) / (m (m - 1))
  /// - 2 Σ k(x_i, y_j) / (n m)`, with the first two sums over `i ≠ j`: Gretton et al., "A kernel two-sample
  /// test" (JMLR 13, 2012), equation 3. `k` is the mean of the Gaussian kernels
  /// `exp(-r² / (2 h²))` with `h` a multiple of `scale`, in the unit of the coordinates, from
  /// `bandwidths`. Because it is unbiased, it may be negative.
  ///
  /// Takes `O((n + m)² d)`. NaN if a coordinate is not finite; traps if a set has less than two samples, if
  /// the dimensions differ, or if `scale` is not a positive number.
  public static func squared(_ a: SampleSet, _ b: SampleSet, scale: Double) -> Double {
    SampleSet.requireComparable(a, b)
    guard a.count > 1, b.count > 1, scale > 0, scale.isFinite else {
      fatalError("no discrepancy of samples \(a.shape) and \(b.shape) at the scale \(scale)")
    }
    guard a.isFinite(), b.isFinite() else { return .nan }
    let between = sum(a, b, scale) / (Double(a.count) * Double(b.count))
    return meanInside(a, scale) + meanInside(b, scale) - 2 * between
  }

  /// The mean over pairs of different samples; the kernel of a sample with itself is 1.
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
