import ToyGANCore
import ToyGANSettings

/// Checks that a method's settings and parts fit together.
///
/// A method without its defining part would be a different method under the same name.
package enum Check {
  /// Throws if a method lacks its defining penalty.
  static func requirePenalty(
    _ penalty: any Penalty.Type, in configuration: Configuration
  ) throws(SettingError) {
    try requirePart(
      configuration.penalties.contains { type(of: $0) == penalty }, "penalties",
      "no \(penalty.name)", "{\(penalty.name): ...}", in: configuration)
  }

  /// Throws unless the method has its defining part (`holds`), which is set at `key`.
  static func requirePart(
    _ holds: Bool, _ key: String, _ value: String, _ allowed: String,
    in configuration: Configuration
  ) throws(SettingError) {
    if holds { return }
    throw SettingError(
      key: key, value: value,
      allowed: "\(allowed) with method \(type(of: configuration.method).name)")
  }

  /// Throws if a number is larger than the method allows.
  static func atMost(
    _ limit: Int, _ value: Int, _ key: String, with method: any TrainingMethod.Type
  ) throws(SettingError) {
    if value <= limit { return }
    throw SettingError(
      key: key, value: "\(value)", allowed: "at most \(limit) with method \(method.name)")
  }
}
