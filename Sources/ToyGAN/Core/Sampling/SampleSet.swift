import CGSL

/// A set of samples, row-major `[n, d]`.
public struct SampleSet: Sendable, Equatable {
  /// The coordinates, row-major `[n, d]`.
  public let values: [Double]
  /// Length of one sample.
  public let dimension: Int

  /// Traps unless the numbers form a whole number of samples.
  public init(_ values: [Double], dimension: Int) {
    guard dimension > 0, values.count.isMultiple(of: dimension) else {
      fatalError("\(values.count) numbers are not a whole number of samples [n, \(dimension)]")
    }
    self.values = values
    self.dimension = dimension
  }

  /// A set from the single-precision numbers of training.
  public init(_ values: [Float], dimension: Int) {
    self.init(values.map(Double.init), dimension: dimension)
  }

  /// Number of samples.
  public var count: Int { values.count / dimension }

  /// Coordinates of one sample, `[d]`.
  public subscript(row: Int) -> ArraySlice<Double> {
    values[row * dimension..<(row + 1) * dimension]
  }
}

extension SampleSet {
  /// The rows in which every number is finite, in order.
  package var withoutInvalidRows: SampleSet {
    if values.allSatisfy(\.isFinite) { return self }
    let kept = (0..<count).filter { self[$0].allSatisfy(\.isFinite) }
    return SampleSet(kept.flatMap { self[$0] }, dimension: dimension)
  }

  /// `size` different rows chosen at random, in order; repeated calls choose the same rows; returns all
  /// rows if there are no more than `size`.
  package func subset(_ size: Int) -> SampleSet {
    guard size < count else { return self }
    let stream = RandomStream(seed: 0, name: "subset")
    // Selection sampling (Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S).
    var (kept, left) = ([Double](), size)
    kept.reserveCapacity(size * dimension)
    for row in 0..<count where left > 0 {
      guard gsl_rng_uniform_int(stream.generator, UInt(count - row)) < UInt(left) else { continue }
      kept += self[row]
      left -= 1
    }
    return SampleSet(kept, dimension: dimension)  // [size, d]
  }
}
