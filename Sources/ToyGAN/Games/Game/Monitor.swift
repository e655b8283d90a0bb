import ToyGANCore
import ToyGANMetrics

/// A scalar [1, 1] to record, and its meaning.
public struct Monitor: Sendable {
  /// Name of the column in the trajectory; lower case with underscores.
  public var name: String
  /// The meaning of the scalar, in one sentence.
  public var meaning: String
  /// The values that the scalar can have.
  public var range: MetricRange
  /// The unit of its values, such as nats; nil for a number without one.
  public var unit: String?
  /// The scalar as an expression, [1, 1].
  public var value: Tensor

  /// A scalar [1, 1] with the name of its column and its meaning.
  public init(
    _ name: String, _ value: Tensor, range: MetricRange = .unbounded, unit: String? = nil,
    meaning: String
  ) {
    self.name = name
    self.value = value
    self.range = range
    self.unit = unit
    self.meaning = meaning
  }
}
