import ToyGANCore

/// An estimate of the support of a distribution from its samples: the union of open balls around the
/// samples, each with the distance to the k-th nearest of the others as its radius.
///
/// Kynkäänniemi et al., "Improved precision and recall metric for assessing generative models" (NeurIPS
/// 2019, arXiv:1904.06991), equation 1, except that their balls are closed; the package `prdc` uses open
/// balls. Duplicates count as neighbours, at distance 0. One estimate can be used in many comparisons; it
/// is immutable, so that threads may share it.
public final class ManifoldEstimate: @unchecked Sendable {
  /// Rank of the neighbour whose distance is the radius of a ball.
  public let k: Int
  /// The centres of the balls, `[n, d]`.
  public var samples: SampleSet { tree.samples }
  private let tree: NeighbourTree
  private let squaredRadii: [Double]

  /// Nil unless there are more than `k` samples and all are finite; traps unless `k` is positive.
  public init?(_ samples: SampleSet, k: Int = 5) {
    guard k > 0 else { fatalError("neighbours are ranked from 1, not \(k)") }
    guard samples.count > k, let tree = NeighbourTree(samples) else { return nil }
    self.k = k
    self.tree = tree
    squaredRadii = tree.squaresToNeighbour(k)
    tree.setBalls(squaredRadii)
  }

  /// Radius of each ball, `[n]`.
  public var radii: [Double] { squaredRadii.map { $0.squareRoot() } }

  /// Share of this estimate's samples inside at least one ball
  /// of `other`, 0 to 1; traps if dimensions differ.
  public func share(inside other: ManifoldEstimate) -> Double {
    let isInside = other.tree.isInsideBalls(samples)
    return Double(isInside.count { $0 }) / Double(samples.count)
  }

  /// Number of another estimate's samples inside each ball, `[n]`; traps if dimensions differ.
  public func occupants(from other: ManifoldEstimate) -> [Int] {
    other.tree.counts(insideBalls: squaredRadii, around: samples)
  }
}
