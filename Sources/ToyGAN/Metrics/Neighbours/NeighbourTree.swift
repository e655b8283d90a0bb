import CKernels
import ToyGANCore

/// Samples arranged so that those near a place are found without looking at all of them.
///
/// A k-d tree with tight boxes (Friedman, Bentley and Finkel, ACM TOMS 3, 1977): exact in any
/// dimension, quick in few; in hundreds it looks at nearly every pair. Distances are Euclidean,
/// squared, and summed over coordinates in order, so that ties are ties and an own distance is 0.
final class NeighbourTree {
  let samples: SampleSet
  private let tree: OpaquePointer

  /// Nil without samples, or where a coordinate is not finite.
  init?(_ samples: SampleSet) {
    let (values, d) = (samples.values, samples.dimension)
    guard samples.count > 0, values.allSatisfy(\.isFinite) else { return nil }
    guard let tree = toygan_make_tree(values, Int64(samples.count), Int32(d)) else {
      fatalError("no memory for a tree of samples [\(samples.count), \(d)]")
    }
    self.samples = samples
    self.tree = tree
  }

  deinit { toygan_free_tree(tree) }

  /// Squared distances from each place to the sample of a rank, 1 being the nearest, `[places]`.
  ///
  /// Infinite where there are fewer samples.
  func squaresToNearest(_ rank: Int, of places: SampleSet) -> [Double] {
    check(places)
    guard rank > 0 else { fatalError("samples are ranked from 1, not \(rank)") }
    var scratch = [Double](repeating: 0, count: rank)
    return [Double](unsafeUninitializedCapacity: places.count) { squares, count in
      toygan_nearest_squares(
        tree, places.values, Int64(places.count), Int64(rank), &scratch, squares.baseAddress)
      count = places.count
    }
  }

  /// Squared distances from each sample to its nearest but `k - 1` among the others, `[n]`.
  ///
  /// A sample is the nearest to itself, or shares that place with duplicates, which count.
  func squaresToNeighbour(_ k: Int) -> [Double] { squaresToNearest(k + 1, of: samples) }

  /// Number of samples strictly inside each ball, from its centre and squared radius, `[balls]`.
  func counts(insideBalls squaredRadii: [Double], around centres: SampleSet) -> [Int] {
    check(centres)
    var counts = [Int64](repeating: 0, count: centres.count)
    toygan_count_inside(tree, centres.values, squaredRadii, Int64(centres.count), &counts)
    return counts.map { Int($0) }
  }

  /// Gives every sample a ball around it, by squared radii `[n]`.
  func setBalls(_ squaredRadii: [Double]) { toygan_set_balls(tree, squaredRadii) }

  /// Whether each place lies strictly inside any sample's ball, `[places]`.
  func isInsideBalls(_ places: SampleSet) -> [Bool] {
    check(places)
    var isInside = [UInt8](repeating: 0, count: places.count)
    toygan_find_inside_balls(tree, places.values, Int64(places.count), &isInside)
    return isInside.map { $0 != 0 }
  }

  private func check(_ places: SampleSet) {
    guard places.dimension == samples.dimension else {
      fatalError(
        "places [\(places.count), \(places.dimension)] among samples "
          + "[\(samples.count), \(samples.dimension)]")
    }
  }
}
