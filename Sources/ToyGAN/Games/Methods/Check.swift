import ToyGANCore
import ToyGANSettings

/// Checks that a method's settings and parts fit together.
///
/// A method without its defining part would be a different method under the same name.
package enum Check {
  /// Throws if a method lacks its defining penalty, or if the penalty has no effect because its weight is 0.
  ///
  /// Returns the penalty, for further conditions.
  @discardableResult
  static func requirePenalty<P: Penalty>(
    _ type: P.Type, weight: KeyPath<P, Double>, in configuration: Configuration
  ) throws(SettingError) -> P {
    guard let penalty = configuration.penalties.lazy.compactMap({ $0 as? P }).first else {
      throw SettingError(
        key: "penalties", has: "no \(P.name)",
        allowed: "{\(P.name): {...}} with method \(Swift.type(of: configuration.method).name)")
    }
    try requirePart(
      penalty[keyPath: weight] > 0, "penalties.\(P.name).weight", "0", "a number above 0",
      in: configuration)
    return penalty
  }

  /// Throws unless the method has its defining part (`holds`), which is set at `key`.
  static func requirePart(
    _ holds: Bool, _ key: String, _ value: String, _ allowed: String,
    in configuration: Configuration
  ) throws(SettingError) {
    if !holds { throw missing(key, value, allowed, in: configuration) }
  }

  private static func missing(
    _ key: String, _ value: String, _ allowed: String, in configuration: Configuration
  ) -> SettingError {
    SettingError(
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
