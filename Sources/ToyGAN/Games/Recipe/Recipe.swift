import ToyGANSettings
import ToyGANTargets

/// A validated configuration with its target: everything that a trainer needs.
///
///     let recipe = try Recipe(WGANGP()) { $0.batch = 128 }
///
/// A recipe that lacks the defining part of its method cannot be created.
public struct Recipe: Sendable {
  /// The validated configuration.
  public let configuration: Configuration
  /// The distribution that the configuration names.
  public let target: any Target
  /// What the training takes from another run; nil if it starts with random weights.
  package let start: StartingState?

  /// Validates a configuration and creates its target.
  ///
  /// Throws `SettingError` at the first setting that cannot work, with its dotted path, its value and what
  /// is allowed, and `FileError` if a file of the target, or the run at which it starts, cannot be read.
  public init(_ configuration: Configuration) throws {
    target = try configuration.validate()
    var configuration = configuration
    configuration.evaluation.fitDefaultMetrics(to: target)
    self.configuration = configuration
    try MemoryNeed(of: configuration, target: target).check()
    start = try configuration.start.map { [target] in
      try StartingState($0, for: configuration, target: target)
    }
  }

  /// The recipe of a method's paper, with `changes`; throws the same errors.
  public init(
    _ method: any TrainingMethod, changes: (inout Configuration) throws -> Void = { _ in }
  ) throws {
    var configuration = Configuration(method)
    try changes(&configuration)
    try self.init(configuration)
  }
}

extension Recipe {
  /// Sentences for a user who begins to train: what was recognized in files, and what is left out.
  public var remarks: [String] { configuration.remarks(on: target) + (start?.remarks ?? []) }
}
