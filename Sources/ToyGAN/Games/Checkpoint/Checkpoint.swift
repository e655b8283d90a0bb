import ToyGANFiles

/// The complete state of a run: a run that is resumed from it
/// gives the same results as one that never stopped.
public struct Checkpoint: Sendable, Equatable {
  /// Name of the last checkpoint in the folder of a run.
  package static let fileName = "checkpoint.safetensors"

  /// An array of the training state with its name.
  public typealias Array = NamedArray

  /// Number of generator updates so far.
  public var step: Int
  /// Number of updates of the discriminator's weights.
  public var discriminatorUpdates: Int
  /// Every array of the training state, with unique names.
  public var arrays: [Array]

  /// The state after these numbers of updates.
  public init(step: Int, discriminatorUpdates: Int, arrays: [Array]) {
    self.step = step
    self.arrays = arrays
    self.discriminatorUpdates = discriminatorUpdates
  }

  /// The array with this name, or nil.
  public func array(_ name: String) -> Array? { arrays.first { $0.name == name } }
}
