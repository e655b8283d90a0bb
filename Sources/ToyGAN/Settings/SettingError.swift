/// A setting that cannot be used, described in one line: its path, its value, and what is allowed.
public struct SettingError: Error, Equatable, CustomStringConvertible {
  /// Dotted path of the setting.
  public var key: String
  /// The value that was found, as the user wrote it.
  public var value: String
  /// The values that would have been accepted.
  public var allowed: String

  /// An error about the setting at a dotted path.
  public init(key: String, value: String, allowed: String) {
    self.key = key
    self.value = value
    self.allowed = allowed
  }

  /// The description as one line, whatever characters the user wrote.
  public var description: String {
    "\(key): \(value) is not allowed; expected \(allowed)".inOneLine()
  }
}
