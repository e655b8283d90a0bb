import ToyGANFiles

/// All that a run needs to go on as if it had never stopped.
public struct Checkpoint: Sendable, Equatable {
  public typealias Array = NamedArray

  /// Generator updates made.
  public var step: Int
  public var generatorUpdates: Int
  public var discriminatorUpdates: Int
  /// Every number that training goes on from, names unique.
  public var arrays: [Array]

  public init(step: Int, generatorUpdates: Int, discriminatorUpdates: Int, arrays: [Array]) {
    self.step = step
    self.arrays = arrays
    self.generatorUpdates = generatorUpdates
    self.discriminatorUpdates = discriminatorUpdates
  }

  /// The array of this name, or nil.
  public func array(_ name: String) -> Array? { arrays.first { $0.name == name } }
}
