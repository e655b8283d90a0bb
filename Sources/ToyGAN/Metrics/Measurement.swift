/// The value of one metric, with all that is needed to read it.
public struct Measurement: Codable, Equatable, Sendable {
  /// Name of the metric, such as `modes_covered`.
  public var name: String
  /// The value, in the unit that the definition states.
  public var value: Double
  /// What was computed, in one sentence.
  public var definition: String
  /// What samples of the target itself score: the expectation, or the limit for many samples.
  public var ceiling: Double?
  /// Number of samples measured.
  public var samples: Int

  public init(name: String, value: Double, definition: String, ceiling: Double?, samples: Int) {
    (self.name, self.value, self.definition) = (name, value, definition)
    (self.ceiling, self.samples) = (ceiling, samples)
  }
}
