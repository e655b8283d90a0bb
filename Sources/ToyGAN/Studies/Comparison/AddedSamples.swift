import Foundation
import ToyGANFiles
import ToyGANSettings

/// Samples of one label, made by any program: every file is one seed.
public struct AddedSamples: Sendable {
  /// Name in tables.
  public let label: String
  /// One file for each seed.
  public let files: [URL]

  /// Throws `SettingError` if the label is empty, if there is no file, or if a file is named twice.
  public init(label: String, files: [URL]) throws(SettingError) {
    guard !label.allSatisfy(\.isWhitespace), !files.isEmpty else {
      throw SettingError(
        key: "add", value: label.isEmpty ? "without a label" : "'\(label)' without files",
        allowed: "a label with at least one file")
    }
    var seen: Set<String> = []
    for file in files where !seen.insert(file.resolvingSymlinksInPath().path).inserted {
      throw SettingError(
        key: "add", has: "'\(file.relativePath)' twice", allowed: "another file for each seed")
    }
    (self.label, self.files) = (label, files)
  }

  /// Reads `LABEL=PATTERN`, as on a command line: `mine=samples/*.npy`.
  ///
  /// A label may contain `=`, and so may a pattern: the text is divided at the first `=` after which a file
  /// matches. Throws `SettingError` if there is no `=` with a label before it, and `FileError` if no file matches.
  public init(argument: String) throws {
    let signs = argument.indices.filter { argument[$0] == "=" && $0 > argument.startIndex }
    guard let first = signs.first, argument.index(after: first) < argument.endIndex else {
      throw SettingError(
        key: "add", value: "'\(argument)'",
        allowed: "LABEL=FILES, for example 'mine=samples/*.npy'")
    }
    for sign in signs {
      let pattern = FilePattern(String(argument[argument.index(after: sign)...]))
      guard !pattern.text.isEmpty, let files = try? pattern.files() else { continue }
      try self.init(label: String(argument[..<sign]), files: files)
      return
    }
    // With the reason why the first pattern has no files.
    let pattern = FilePattern(String(argument[argument.index(after: first)...]))
    try self.init(label: String(argument[..<first]), files: try pattern.files())
  }
}
