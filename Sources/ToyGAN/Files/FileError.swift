import ToyGANSettings

/// A file that cannot be used, described in one line: its name, what was found, and what is allowed.
public struct FileError: Error, Equatable, CustomStringConvertible {
  /// Its path, and the line or the name inside the file if known.
  public var file: String
  /// The content that was found.
  public var value: String
  /// The content that would have been accepted.
  public var allowed: String

  /// An error about the content of a file.
  public init(file: String, value: String, allowed: String) {
    self.file = file
    self.value = value
    self.allowed = allowed
  }

  /// The description as one line, whatever the file's name contains.
  public var description: String {
    "\(file): \(value) is not allowed; expected \(allowed)".inOneLine()
  }
}
