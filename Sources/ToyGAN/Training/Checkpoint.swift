/// All that a run needs to go on as if it had never stopped.
public struct Checkpoint: Sendable, Equatable {
  /// A named array of numbers.
  public struct Array: Sendable, Equatable {
    public var name: String
    /// Extent of each dimension; their product is the number of values.
    public var shape: [Int]
    /// Row by row.
    public var values: [Float]

    /// Traps when `values` do not fill `shape`.
    public init(name: String, shape: [Int], values: [Float]) {
      guard shape.reduce(1, *) == values.count else {
        fatalError("checkpoint array \(name): \(values.count) values for shape \(shape)")
      }
      (self.name, self.shape, self.values) = (name, shape, values)
    }
  }

  /// Generator updates made.
  public var step: Int
  public var generatorUpdates: Int
  public var discriminatorUpdates: Int
  /// Every number that training goes on from, names unique.
  public var arrays: [Array]

  public init(step: Int, generatorUpdates: Int, discriminatorUpdates: Int, arrays: [Array]) {
    (self.step, self.arrays) = (step, arrays)
    (self.generatorUpdates, self.discriminatorUpdates) = (generatorUpdates, discriminatorUpdates)
  }

  /// The array of this name, or nil.
  public func array(_ name: String) -> Array? { arrays.first { $0.name == name } }
}
