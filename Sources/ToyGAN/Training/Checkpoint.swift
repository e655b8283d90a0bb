import ToyGANFiles

/// The complete state of a run: a run that is resumed from it
/// gives the same results as one that never stopped.
public struct Checkpoint: Sendable, Equatable {
  /// An array with a name.
  public typealias Array = NamedArray

  /// Number of generator updates so far.
  public var step: Int
  /// Updates of the generator's weights.
  public var generatorUpdates: Int
  /// Updates of the discriminator's weights.
  public var discriminatorUpdates: Int
  /// Every array of the training state, with unique names.
  public var arrays: [Array]

  /// The state after so many updates.
  public init(step: Int, generatorUpdates: Int, discriminatorUpdates: Int, arrays: [Array]) {
    self.step = step
    self.arrays = arrays
    self.generatorUpdates = generatorUpdates
    self.discriminatorUpdates = discriminatorUpdates
  }

  /// The array with this name, or nil.
  public func array(_ name: String) -> Array? { arrays.first { $0.name == name } }
}
