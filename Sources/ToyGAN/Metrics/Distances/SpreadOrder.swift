import ToyGANCore

/// Orders in which an assignment is computed quickly: every prefix is spread over the whole set.
///
/// The kernel, `transport.c`, solves the first two rows and columns, then the first four, and so on. These
/// results are useful for the next stage only if the prefix is representative of the whole, which samples
/// sorted by mode are not.
enum SpreadOrder {
  /// All of `0..<count` in steps of the golden section, modulo `count`.
  static func indices(_ count: Int) -> [Int] {
    var step = max(Int((Double(count) * 0.618_033_988_749_895).rounded()), 1)
    while greatestCommonDivisor(step, count) != 1 { step += 1 }
    return (0..<count).map { $0 * step % count }
  }

  /// Such an order for samples, in which samples added in the same stage are sorted so that neighbours in
  /// the order are neighbours in space: the kernel can exclude them together.
  static func indices(near set: SampleSet) -> [Int] {
    var order = indices(set.count)
    var known = 1
    while known < set.count {
      let size = min(2 * known, set.count)
      bisect(&order, known..<size, set)
      known = size
    }
    return order
  }

  /// Sorts along the axis with the largest range, and then sorts each half in the same way.
  private static func bisect(_ order: inout [Int], _ range: Range<Int>, _ set: SampleSet) {
    guard range.count > 8 else { return }
    let (x, d) = (set.values, set.dimension)
    let extents = (0..<d).map { axis in
      let places = order[range].lazy.map { x[$0 * d + axis] }
      return (places.max() ?? 0) - (places.min() ?? 0)
    }
    let widest = extents.indices.max { extents[$0] < extents[$1] } ?? 0
    order[range].sort { x[$0 * d + widest] < x[$1 * d + widest] }
    let middle = (range.lowerBound + range.upperBound) / 2
    bisect(&order, range.lowerBound..<middle, set)
    bisect(&order, middle..<range.upperBound, set)
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
