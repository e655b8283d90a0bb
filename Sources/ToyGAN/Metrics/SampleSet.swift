/// Points to be judged, row-major `[n, d]`.
public struct SampleSet: Sendable, Equatable {
  /// The coordinates, row-major `[n, d]`.
  public let values: [Double]
  /// Length of one sample.
  public let dimension: Int

  /// Traps unless the numbers are a whole number of samples.
  public init(_ values: [Double], dimension: Int) {
    guard dimension > 0, values.count.isMultiple(of: dimension) else {
      fatalError("\(values.count) numbers are not a whole number of samples [n, \(dimension)]")
    }
    (self.values, self.dimension) = (values, dimension)
  }

  /// The same, from the numbers that training works with.
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
