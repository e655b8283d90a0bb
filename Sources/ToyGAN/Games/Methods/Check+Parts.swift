import ToyGANCore
import ToyGANSettings

/// A method by name without the part that makes it would be another method under that name.
extension Check {
  /// Throws where a method is without its penalty.
  static func has(
    _ penalty: any Penalty.Type, in configuration: Configuration
  ) throws(ConfigurationError) {
    try hasPart(
      configuration.penalties.contains { type(of: $0) == penalty }, "penalties",
      "no \(penalty.name)", "{\(penalty.name): ...}", in: configuration)
  }

  /// Throws unless a method `holds` its part, which stands at `key`.
  static func hasPart(
    _ holds: Bool, _ key: String, _ value: String, _ allowed: String,
    in configuration: Configuration
  ) throws(ConfigurationError) {
    if holds { return }
    throw ConfigurationError(
      key: key, value: value,
      allowed: "\(allowed) with method \(type(of: configuration.method).name)")
  }
}
