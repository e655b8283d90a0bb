/// A setting that cannot be used, said in one line: where, what was found, what is allowed.
public struct SettingError: Error, Equatable, CustomStringConvertible {
  /// Dotted path of the setting.
  public var key: String
  /// What was found there, as the user wrote it.
  public var value: String
  /// What would have been accepted.
  public var allowed: String

  public init(key: String, value: String, allowed: String) {
    self.key = key
    self.value = value
    self.allowed = allowed
  }

  /// One line, whatever the user wrote.
  public var description: String {
    "\(key): \(value) is not allowed; expected \(allowed)".inOneLine()
  }
}
