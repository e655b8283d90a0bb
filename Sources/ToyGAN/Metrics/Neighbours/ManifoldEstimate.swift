import ToyGANCore

/// Where a distribution lives, as its samples tell: an open ball around each that reaches to the
/// k-th nearest of the others.
///
/// Kynkäänniemi et al., "Improved precision and recall metric for assessing generative models"
/// (NeurIPS 2019, arXiv:1904.06991), equation 1, but that their balls are closed; open ones are those
/// of the package `prdc`. Duplicates count as neighbours, at distance 0. One estimate serves many
/// comparisons, and never changes once made, so threads may share it.
public final class ManifoldEstimate: @unchecked Sendable {
  /// Rank of the neighbour that a ball reaches to.
  public let k: Int
  /// The centres, `[n, d]`.
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

  /// Share of another's samples inside at least one ball, 0 to 1; traps on another dimension.
  public func share(inside other: ManifoldEstimate) -> Double {
    let isInside = other.tree.isInsideBalls(samples)
    return Double(isInside.count { $0 }) / Double(samples.count)
  }

  /// Number of another's samples inside each ball, `[n]`; traps on another dimension.
  public func occupants(from other: ManifoldEstimate) -> [Int] {
    other.tree.counts(insideBalls: squaredRadii, around: samples)
  }
}
