/// The value of one metric, with everything needed to interpret it.
public struct MetricValue: Codable, Equatable, Sendable {
  /// Name of the metric, for example `modes_covered`.
  public var name: String
  /// The value, in the unit that the definition states.
  public var value: Double
  /// The definition in one sentence.
  public var definition: String
  /// The value that theory gives for samples of the target itself: the expectation, or its leading term.
  public var expectedForTarget: Double?
  /// What draws of the target itself score (the noise floor), with the same
  /// number of samples; nil if it was not measured.
  public var noiseFloor: NoiseFloor?
  /// Number of samples measured.
  public var samples: Int

  /// A value with everything needed to interpret it.
  public init(
    name: String, value: Double, definition: String, expectedForTarget: Double?,
    noiseFloor: NoiseFloor? = nil,
    samples: Int
  ) {
    self.name = name
    self.value = value
    self.definition = definition
    self.expectedForTarget = expectedForTarget
    self.noiseFloor = noiseFloor
    self.samples = samples
  }

  // The names in files, which older programs wrote too.
  private enum CodingKeys: String, CodingKey {
    case name, value, definition, samples
    case expectedForTarget = "ceiling"
    case noiseFloor = "floor"
  }

  /// The value minus the mean score of draws of the target itself.
  public var excess: Double? { noiseFloor.map { value - $0.mean } }
}

/// What draws of the target itself score, over independent draws of the same number of samples.
public struct NoiseFloor: Codable, Equatable, Sendable {
  /// Mean over the draws.
  public let mean: Double
  /// Standard deviation over the draws, with divisor `draws - 1`.
  public let deviation: Double
  /// Number of independent draws.
  public let draws: Int

  package init(mean: Double, deviation: Double, draws: Int) {
    self.mean = mean
    self.deviation = deviation
    self.draws = draws
  }
}
