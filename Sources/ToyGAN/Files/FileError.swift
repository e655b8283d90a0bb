import Foundation
import ToyGANSettings

/// A file that cannot be used, described in one sentence: its name, what was found, and what is allowed.
public struct FileError: Error, Equatable, CustomStringConvertible {
  /// Its path, and the line or the name inside the file if known.
  public var file: String
  /// The content that was found, or the reason why there is none.
  public var value: String
  /// The content that would have been accepted; may be empty.
  public var allowed: String
  /// How the sentence says the value.
  package var form: Form

  /// How a sentence says what was found.
  package enum Form: Equatable, Sendable {
    /// "FILE is VALUE; expected ALLOWED", with this verb.
    case verb(String)
    /// "cannot read FILE: VALUE; expected ALLOWED", with this operation.
    case operation(String)
  }

  /// An error about the content of a file: "FILE is VALUE; expected ALLOWED".
  public init(file: String, value: String, allowed: String) {
    self.init(file: file, value: value, allowed: allowed, form: .verb("is"))
  }

  /// An error in the form "FILE has VALUE; expected ALLOWED".
  public init(file: String, has value: String, allowed: String) {
    self.init(file: file, value: value, allowed: allowed, form: .verb("has"))
  }

  /// An error in the form "cannot read FILE: REASON", or with another operation; `allowed` may be empty.
  public init(
    cannot operation: String, _ file: String, because reason: String, allowed: String = ""
  ) {
    self.init(file: file, value: reason, allowed: allowed, form: .operation(operation))
  }

  /// An error about a folder that lacks the files by which it is recognized, or about a path that leads to nothing
  /// or to a file.
  package static func folder(_ path: String, lacks what: String, expected: String) -> FileError {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return FileError(
        cannot: "read", path, because: "no such file or folder", allowed: expected)
    }
    return FileError(
      file: path, value: isFolder.boolValue ? "a folder without \(what)" : "a file",
      allowed: expected)
  }

  private init(file: String, value: String, allowed: String, form: Form) {
    (self.file, self.value, self.allowed, self.form) = (file, value, allowed, form)
  }

  /// The sentence as one line, whatever the file's name contains.
  public var description: String {
    let (file, value) = (file.shortened(to: 1000), SettingError.withoutComma(value).shortened())
    let expected = allowed.isEmpty ? "" : "; expected \(allowed)"
    return switch form {
    case .verb(let verb): "\(file) \(verb) \(value)\(expected)".inOneLine()
    case .operation(let operation): "cannot \(operation) \(file): \(value)\(expected)".inOneLine()
    }
  }
}
