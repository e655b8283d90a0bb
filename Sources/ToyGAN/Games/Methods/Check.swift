import ToyGANCore
import ToyGANSettings

/// What a method asks of the parts that it is combined with.
///
/// A method by name without the part that makes it would be another method under that name.
package enum Check {
  /// Throws where a method is without its penalty.
  static func has(
    _ penalty: any Penalty.Type, in configuration: Configuration
  ) throws(SettingError) {
    try hasPart(
      configuration.penalties.contains { type(of: $0) == penalty }, "penalties",
      "no \(penalty.name)", "{\(penalty.name): ...}", in: configuration)
  }

  /// Throws unless a method `holds` its part, which stands at `key`.
  static func hasPart(
    _ holds: Bool, _ key: String, _ value: String, _ allowed: String,
    in configuration: Configuration
  ) throws(SettingError) {
    if holds { return }
    throw SettingError(
      key: key, value: value,
      allowed: "\(allowed) with method \(type(of: configuration.method).name)")
  }

  /// Throws where a number is larger than a method can work with.
  static func atMost(
    _ limit: Int, _ value: Int, _ key: String, with method: any TrainingMethod.Type
  ) throws(SettingError) {
    if value <= limit { return }
    throw SettingError(
      key: key, value: "\(value)", allowed: "at most \(limit) with method \(method.name)")
  }
}
