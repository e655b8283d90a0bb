import ToyGANMetrics

/// What is recorded of a run at one evaluation.
public struct TrajectoryPoint: Sendable, Equatable {
  /// A scalar that the method records, such as a critic's slope.
  public struct Reading: Sendable, Equatable {
    /// Column of the trajectory.
    public var name: String
    public var value: Double

    public init(name: String, value: Double) { (self.name, self.value) = (name, value) }
  }

  /// Generator updates made.
  public var step: Int
  public var generatorLoss: Double
  public var discriminatorLoss: Double
  /// The metrics that have a value; empty where the target's modes are unknown.
  public var measurements: [MetricValue]
  /// The method's own scalars, always the same names in the same order within a run.
  public var monitors: [Reading]
  /// What else was looked at: the generator's running mean, and the players' diagnosis.
  public var observations: [Reading]

  public init(
    step: Int, generatorLoss: Double, discriminatorLoss: Double, measurements: [MetricValue],
    monitors: [Reading] = [], observations: [Reading] = []
  ) {
    self.step = step
    self.generatorLoss = generatorLoss
    self.discriminatorLoss = discriminatorLoss
    self.measurements = measurements
    self.monitors = monitors
    self.observations = observations
  }

  /// The value of a metric, or nil when these samples do not define it.
  public func value(of metric: Metric) -> Double? {
    measurements.first { $0.name == metric.name }?.value
  }
}
