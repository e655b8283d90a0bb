import Foundation
import ToyGANCore

/// The sliced Wasserstein distance: Wasserstein distances between one-dimensional projections of the samples.
public enum SlicedWasserstein {
  /// `(Σ_u W_p(u·a, u·b)^p / k)^(1/p)` over `k` unit directions `u`, in the coordinates' unit.
  ///
  /// In one dimension the optimal transport preserves the order: `W_p^p` is the mean of
  /// `|F⁻¹ - G⁻¹|^p` over the quantiles of samples `[n, d]` and `[m, d]`, whose numbers may differ.
  /// `p` is the order. Bonneel, Rabin, Peyré and Pfister, "Sliced and Radon Wasserstein barycenters of
  /// measures" (Journal of Mathematical Imaging and Vision 51, 2015), with the directions of
  /// `Directions.standard` by default. Takes `O(k n log n)`.
  ///
  /// NaN if a coordinate is not finite. Traps if a set is empty,
  /// the dimensions differ, or the order is below 1.
  public static func distance(
    _ a: SampleSet, _ b: SampleSet, order: Int, directions: Directions? = nil
  ) -> Double {
    SampleSet.requireComparable(a, b)
    let directions = directions ?? .standard(dimension: a.dimension)
    guard directions.dimension == a.dimension, order >= 1 else {
      fatalError(
        "no order \(order) along [\(directions.count), \(directions.dimension)] of \(a.shape)")
    }
    guard a.isFinite(), b.isFinite() else { return .nan }
    let costs = (0..<directions.count).map { k in
      cost(projected(a, directions, k), projected(b, directions, k), order: order)
    }
    return pow(costs.reduce(0, +) / Double(directions.count), 1 / Double(order))
  }

  /// The projections of all samples on direction `k`, sorted.
  private static func projected(_ set: SampleSet, _ directions: Directions, _ k: Int) -> [Double] {
    let d = set.dimension
    var places = set.values.withUnsafeBufferPointer { x in
      directions.values.withUnsafeBufferPointer { u in
        (0..<set.count).map { i in (0..<d).reduce(0) { $0 + x[i * d + $1] * u[k * d + $1] } }
      }
    }
    places.sort()
    return places
  }

  /// The mean of `|x - y|^p` over the quantiles of two sorted lists of numbers.
  private static func cost(_ x: [Double], _ y: [Double], order: Int) -> Double {
    let (n, m) = (x.count, y.count)
    var (i, j, reached, sum) = (0, 0, 0, 0.0)
    // Quantiles are counted in units of 1 / (n m): x has a step at multiples of m, y at multiples of n.
    while reached < n * m {
      let next = min((i + 1) * m, (j + 1) * n)
      sum += Double(next - reached) * power(abs(x[i] - y[j]), order)
      if next == (i + 1) * m { i += 1 }
      if next == (j + 1) * n { j += 1 }
      reached = next
    }
    return sum / (Double(n) * Double(m))
  }

  private static func power(_ x: Double, _ order: Int) -> Double {
    switch order {
    case 1: x
    case 2: x * x
    default: pow(x, Double(order))
    }
  }
}
