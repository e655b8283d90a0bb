import ToyGANCore

/// A scalar [1, 1] to record, and its meaning.
public struct Monitor: Sendable {
  /// Name of the column in the trajectory; lower case with underscores.
  public var name: String
  public var meaning: String
  public var value: Tensor

  public init(_ name: String, _ value: Tensor, meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }
}
