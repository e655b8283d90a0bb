import ToyGANMetrics

/// The values recorded at one evaluation of a run.
public struct TrajectoryPoint: Sendable, Equatable {
  /// A scalar that the method records, such as a critic's slope.
  public struct Reading: Sendable, Equatable {
    /// Name of the column in the trajectory.
    public var name: String
    /// The value of the scalar.
    public var value: Double

    /// A value with the name of its column.
    public init(name: String, value: Double) { (self.name, self.value) = (name, value) }
  }

  /// Number of generator updates so far.
  public var step: Int
  /// The generator's loss at the last update.
  public var generatorLoss: Double
  /// The discriminator's loss at the last update.
  public var discriminatorLoss: Double
  /// The metrics that are defined; empty if the target's modes are unknown.
  public var measurements: [MetricValue]
  /// The method's own scalars, with the same names in the same order throughout a run.
  public var monitors: [Reading]
  /// Further values: metrics of the averaged generator, and the diagnosis of the players.
  public var observations: [Reading]

  /// The values recorded after `step` generator updates.
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

  /// The value of a metric, or nil if it is not defined for these samples.
  public func value(of metric: Metric) -> Double? {
    measurements.first { $0.name == metric.name }?.value
  }
}
