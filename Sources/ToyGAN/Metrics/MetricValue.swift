/// The value of one metric, with all that is needed to read it.
public struct MetricValue: Codable, Equatable, Sendable {
  /// Name of the metric, such as `modes_covered`.
  public var name: String
  /// The value, in the unit that the definition states.
  public var value: Double
  /// What was computed, in one sentence.
  public var definition: String
  /// What theory says that samples of the target itself score: the expectation, or its leading term.
  public var ceiling: Double?
  /// What as many samples of the target itself scored; nil where nobody looked.
  public var floor: NoiseFloor?
  /// Number of samples measured.
  public var samples: Int

  public init(
    name: String, value: Double, definition: String, ceiling: Double?, floor: NoiseFloor? = nil,
    samples: Int
  ) {
    self.name = name
    self.value = value
    self.definition = definition
    self.ceiling = ceiling
    self.floor = floor
    self.samples = samples
  }

  /// How far the value lies above what the target itself scores.
  public var excess: Double? { floor.map { value - $0.mean } }
}

/// What samples of the target itself score, over independent draws of as many.
public struct NoiseFloor: Codable, Equatable, Sendable {
  /// Mean over the draws.
  public let mean: Double
  /// Deviation over the draws, divisor `draws - 1`.
  public let deviation: Double
  public let draws: Int

  package init(mean: Double, deviation: Double, draws: Int) {
    self.mean = mean
    self.deviation = deviation
    self.draws = draws
  }
}
