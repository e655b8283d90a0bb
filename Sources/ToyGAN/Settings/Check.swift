/// Conditions on settings, each failing with the setting's name, its value and what is allowed.
package enum Check {
  package static func positive(_ value: Int, _ key: String) throws(ConfigurationError) {
    try require(value > 0, key, value, "a whole number above 0")
  }
  package static func notNegative(_ value: Int, _ key: String) throws(ConfigurationError) {
    try require(value >= 0, key, value, "a whole number, 0 or above")
  }
  package static func positive(_ value: Double, _ key: String) throws(ConfigurationError) {
    try require(value > 0 && value.isFinite, key, value, "a finite number above 0")
  }
  package static func notNegative(_ value: Double, _ key: String) throws(ConfigurationError) {
    try require(value >= 0 && value.isFinite, key, value, "a finite number, 0 or above")
  }
  package static func fraction(_ value: Double, _ key: String) throws(ConfigurationError) {
    try require(value >= 0 && value < 1, key, value, "a number from 0 up to, not including, 1")
  }
  package static func share(_ value: Double, _ key: String) throws(ConfigurationError) {
    try require(value > 0 && value <= 1, key, value, "a number above 0, at most 1")
  }

  private static func require(
    _ holds: Bool, _ key: String, _ value: some CustomStringConvertible, _ allowed: String
  ) throws(ConfigurationError) {
    if !holds { throw ConfigurationError(key: key, value: "\(value)", allowed: allowed) }
  }
}
