/// A way of training a generator against a discriminator, stated as two scalar expressions.
///
/// Stored properties are the method's settings: they are read from and written to configurations
/// under their own names, and `init()` gives them the paper's values.
public protocol TrainingMethod: Codable, Sendable {
  /// Name in configurations, on the command line and in reports.
  static var name: String { get }
  /// Where the method comes from; printed by `toygan list methods`.
  static var reference: Reference { get }
  init()

  /// Discriminator updates per generator update.
  var discriminatorSteps: Int { get }
  /// Bound on every weight of the discriminator after each of its updates; nil for none.
  var weightClip: Double? { get }
  /// What each player descends. Called once; the result is differentiated and compiled.
  func losses(in game: Game) -> Losses
  /// The networks, optimizers and lengths that go with the method where the user names none.
  func prepare(_ configuration: inout Configuration)
  /// Throws where the settings, or what they are combined with, cannot work.
  func validate(in configuration: Configuration) throws(ConfigurationError)
}

extension TrainingMethod {
  public var discriminatorSteps: Int { 1 }
  public var weightClip: Double? { nil }
  public func prepare(_ configuration: inout Configuration) {}
  public func validate(in configuration: Configuration) throws(ConfigurationError) {}
}

/// What each player descends, and what to record on the way.
public struct Losses: Sendable {
  public var generator: Tensor
  public var discriminator: Tensor
  /// Further scalars to record, computed with the discriminator's update.
  public var monitors: [Monitor]

  public init(generator: Tensor, discriminator: Tensor, monitors: [Monitor] = []) {
    (self.generator, self.discriminator, self.monitors) = (generator, discriminator, monitors)
  }
}

/// A scalar [1, 1] worth recording, and what it means.
public struct Monitor: Sendable {
  /// Column of the trajectory; lower case with underscores.
  public var name: String
  public var meaning: String
  public var value: Tensor

  public init(_ name: String, _ value: Tensor, meaning: String) {
    (self.name, self.value, self.meaning) = (name, value, meaning)
  }
}
