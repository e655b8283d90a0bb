import ToyGANSettings

/// A file that cannot be used, said in one line: which, what was found, what is allowed.
public struct FileError: Error, Equatable, CustomStringConvertible {
  /// Its path, and the line or the name inside of it where that is known.
  public var file: String
  /// What was found there.
  public var value: String
  /// What would have been accepted.
  public var allowed: String

  public init(file: String, value: String, allowed: String) {
    self.file = file
    self.value = value
    self.allowed = allowed
  }

  /// One line, whatever the file is named.
  public var description: String {
    "\(file): \(value) is not allowed; expected \(allowed)".inOneLine()
  }
}
