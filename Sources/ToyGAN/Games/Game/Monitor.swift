import ToyGANCore

/// A scalar [1, 1] to record, and its meaning.
public struct Monitor: Sendable {
  /// Name of the column in the trajectory; lower case with underscores.
  public var name: String
  /// The meaning of the scalar, in one sentence.
  public var meaning: String
  /// The scalar as an expression, [1, 1].
  public var value: Tensor

  /// A scalar [1, 1] with the name of its column and its meaning.
  public init(_ name: String, _ value: Tensor, meaning: String) {
    self.name = name
    self.value = value
    self.meaning = meaning
  }
}
