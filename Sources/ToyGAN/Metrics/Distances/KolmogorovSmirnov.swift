import ToyGANCore

/// The Kolmogorov-Smirnov statistic for two sets of samples in the plane.
public enum KolmogorovSmirnov {
  /// The largest difference between the shares of two sets in a quadrant, from 0 to 1.
  ///
  /// An origin `(X, Y)` divides the plane into four quadrants: `x <= X` or `x > X`, with `y <= Y` or `y > Y`.
  /// Points with an equal coordinate count as left of the origin or below it, so that every sample, including
  /// the origin, lies in exactly one quadrant. With `D(S)` the largest absolute difference of shares over the
  /// quadrants of all origins in `S`, the statistic is `(D(a) + D(b)) / 2`: Peacock (MNRAS 202, 1983) as
  /// modified by Fasano and Franceschini (MNRAS 225, 1987, section 2).
  ///
  /// Takes `O(n log n)`. NaN if a coordinate is not finite; traps unless the samples are `[n, 2]` and
  /// `[m, 2]`, neither of them empty.
  public static func statistic(_ a: SampleSet, _ b: SampleSet) -> Double {
    guard a.dimension == 2, b.dimension == 2, a.count > 0, b.count > 0 else {
      fatalError("quadrants of samples \(a.shape) and \(b.shape), not of [n, 2] and [m, 2]")
    }
    guard a.isFinite(), b.isFinite() else { return .nan }
    let largest = QuadrantSweep(a, b).largestDifferences()
    return Double(largest.a + largest.b) / (2 * Double(a.count) * Double(b.count))
  }
}

/// Visits the samples of two sets from left to right, and computes the weights of each sample's quadrants.
///
/// A sample of `a` has the size of `b` as its weight, and a sample of `b` minus the size of `a`: the sum
/// over a quadrant is the difference of shares multiplied by both sizes, an integer. The weights of all
/// samples add up to zero.
private struct QuadrantSweep {
  private struct Point {
    var x, y: Double
    var weight: Int
    /// Rank of its y among the distinct values, from the lowest.
    var height = 0
  }
  /// The samples of both sets from left to right.
  private var points: [Point]
  /// For each y, the total weight of the samples that are not above it.
  private var notAbove: [Int] = []

  init(_ a: SampleSet, _ b: SampleSet) {
    points = [(a, b.count), (b, -a.count)].flatMap { set, weight in
      (0..<set.count).map {
        Point(x: set.values[2 * $0], y: set.values[2 * $0 + 1], weight: weight)
      }
    }
    points.sort { $0.y < $1.y }
    for index in points.indices {
      if index == 0 || points[index - 1].y < points[index].y { notAbove.append(notAbove.last ?? 0) }
      points[index].height = notAbove.count - 1
      notAbove[notAbove.count - 1] += points[index].weight
    }
    points.sort { $0.x < $1.x }
  }

  /// The largest difference over the quadrants of origins in each set, multiplied by both sizes.
  func largestDifferences() -> (a: Int, b: Int) {
    var largest = (a: 0, b: 0)
    var tree = FenwickTree(count: notAbove.count)
    var notRight = 0
    var start = 0
    while start < points.count {
      let column = points[start...].prefix { $0.x == points[start].x }
      for point in column {
        tree.add(point.weight, at: point.height)
        notRight += point.weight
      }
      for point in column {
        let corner = tree.sum(through: point.height)
        let below = notAbove[point.height]
        let difference = max(
          abs(corner), abs(below - corner), abs(notRight - corner), abs(notRight + below - corner))
        if point.weight > 0 {
          largest.a = max(largest.a, difference)
        } else {
          largest.b = max(largest.b, difference)
        }
      }
      start = column.endIndex
    }
    return largest
  }
}

/// Prefix sums of a list of numbers that may change (Fenwick, "A new data structure for cumulative
/// frequency tables", Software: Practice and Experience 24, 1994).
private struct FenwickTree {
  /// Entries counted from 1: entry `i` is the sum of the last numbers up to the
  /// `i`-th; their count is the lowest set bit of `i`.
  private var sums: [Int]

  init(count: Int) { sums = Array(repeating: 0, count: count + 1) }

  mutating func add(_ number: Int, at index: Int) {
    var i = index + 1
    while i < sums.count {
      sums[i] += number
      i += i & -i
    }
  }

  func sum(through index: Int) -> Int {
    var (i, sum) = (index + 1, 0)
    while i > 0 {
      sum += sums[i]
      i &= i - 1
    }
    return sum
  }
}
