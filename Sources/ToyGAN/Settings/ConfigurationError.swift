/// A setting or file that cannot be used, said in one line: where, what was found, what is allowed.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// Dotted path of the setting, or the name of the file.
  public var key: String
  /// What was found there, as the user wrote it.
  public var value: String
  /// What would have been accepted.
  public var allowed: String
  /// Whether the machine is at fault, as with a full disk, and not what was asked for.
  public var isFault = false

  public init(key: String, value: String, allowed: String) {
    (self.key, self.value, self.allowed) = (key, value, allowed)
  }

  /// One line, whatever the user wrote.
  public var description: String {
    "\(key): \(value) is not allowed; expected \(allowed)".inOneLine()
  }
}
