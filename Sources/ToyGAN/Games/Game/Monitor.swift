import ToyGANCore

/// A scalar [1, 1] worth recording, and what it means.
public struct Monitor: Sendable {
  /// Column of the trajectory; lower case with underscores.
  public var name: String
  public var meaning: String
  public var value: Tensor

  public init(_ name: String, _ value: Tensor, meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }
}
