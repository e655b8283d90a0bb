import CKernels
import ToyGANCore

/// A search tree of samples, which finds those near a point without checking all of them.
///
/// A k-d tree with tight bounding boxes (Friedman, Bentley and Finkel, ACM TOMS 3, 1977): exact
/// in any dimension and fast in few; in hundreds of dimensions it checks nearly every pair.
/// Distances are Euclidean, squared, and summed over coordinates in order, so that ties are
/// exact and the distance of a point to itself is 0.
final class NeighbourTree {
  let samples: SampleSet
  private let tree: OpaquePointer

  /// Nil without samples, or if a coordinate is not finite.
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

  /// Squared distances from each point to the sample of a rank, 1 being the nearest, `[places]`.
  ///
  /// Infinite if there are fewer samples.
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

  /// Squared distances from each sample to its k-th nearest neighbour among the others, `[n]`.
  ///
  /// A sample is its own nearest sample, or shares that rank with duplicates, which count as neighbours.
  func squaresToNeighbour(_ k: Int) -> [Double] { squaresToNearest(k + 1, of: samples) }

  /// Number of samples strictly inside each ball, given its centre and squared radius, `[balls]`.
  func counts(insideBalls squaredRadii: [Double], around centres: SampleSet) -> [Int] {
    check(centres)
    var counts = [Int64](repeating: 0, count: centres.count)
    toygan_count_inside(tree, centres.values, squaredRadii, Int64(centres.count), &counts)
    return counts.map { Int($0) }
  }

  /// Sets the squared radius `[n]` of a ball around every sample.
  func setBalls(_ squaredRadii: [Double]) { toygan_set_balls(tree, squaredRadii) }

  /// Whether each point lies strictly inside any sample's ball, `[places]`.
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
