import CKernels
import ToyGANCore

/// The energy distance: how much larger distances are between two sets of samples than within each set.
public enum EnergyDistance {
  /// `sqrt(2 E|X - Y| - E|X - X'| - E|Y - Y'|)`, in the root of the coordinates' unit.
  ///
  /// The means are over all pairs of samples `[n, d]` and `[m, d]`, including a sample with itself (the
  /// V-statistic), so that this is a distance between the two empirical distributions, 0 only if they are
  /// equal; values that rounding makes negative are replaced by 0. Székely and Rizzo, "Energy statistics: a
  /// class of statistics based on distances" (Journal of Statistical Planning and Inference 143, 2013). For
  /// `d = 1` it is SciPy's `energy_distance`. Takes `O((n + m)² d)`.
  ///
  /// NaN if a coordinate is not finite. Traps if a set is empty or the dimensions differ.
  public static func distance(_ a: SampleSet, _ b: SampleSet) -> Double {
    SampleSet.requireComparable(a, b)
    guard a.isFinite(), b.isFinite() else { return .nan }
    let square = 2 * meanDistance(a, b) - meanDistance(a, a) - meanDistance(b, b)
    return max(square, 0).squareRoot()
  }

  private static func meanDistance(_ a: SampleSet, _ b: SampleSet) -> Double {
    SampleSet.withPairs(a, b, toygan_sum_distances) / (Double(a.count) * Double(b.count))
  }
}
