/// A named array of numbers.
public struct NamedArray: Sendable, Equatable {
  /// Name of the array, unique within its file.
  public var name: String
  /// Size of each dimension; their product is the number of values.
  public var shape: [Int]
  /// The values in row-major order.
  public var values: [Float]

  /// Traps if the number of `values` does not match `shape`.
  public init(name: String, shape: [Int], values: [Float]) {
    guard shape.reduce(1, *) == values.count else {
      fatalError("array \(name): \(values.count) values for shape \(shape)")
    }
    self.name = name
    self.shape = shape
    self.values = values
  }
}
