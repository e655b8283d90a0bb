import ToyGANSettings
import ToyGANTargets

/// A configuration that was checked, with its target: all that a trainer needs, complete.
///
///     let recipe = try Recipe(WGANGP()) { $0.batch = 128 }
///
/// A recipe that lacks the part which makes its method cannot be made.
public struct Recipe: Sendable {
  public let configuration: Configuration
  /// The distribution that the configuration names.
  public let target: any Target

  /// Checks a configuration and makes its target.
  ///
  /// Throws `SettingError` at the first setting that cannot work, with its dotted path, its value and
  /// what is allowed, and `FileError` where a file of the target cannot be read.
  public init(_ configuration: Configuration) throws {
    self.configuration = configuration
    target = try configuration.validate()
  }

  /// The recipe of a method's paper, with `changes`; throws as above.
  public init(
    _ method: any TrainingMethod, changes: (inout Configuration) throws -> Void = { _ in }
  ) throws {
    var configuration = Configuration(method)
    try changes(&configuration)
    try self.init(configuration)
  }
}
