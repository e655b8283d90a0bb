import Foundation
import ToyGANFiles
import ToyGANSettings

/// A pattern for the names of files, as shells have it: `samples/*.npy`, `run[0-9].csv`, `{a,b}/*.csv`, `~/x.npy`.
public struct FilePattern: Sendable {
  /// The pattern as it was written.
  public let text: String

  /// A pattern; a name without wildcards matches the file with that name.
  public init(_ text: String) { self.text = text }

  /// The largest number of files that a pattern may match.
  static let maximumFiles = 100_000

  /// The files that match, in the order of the bytes of their paths.
  ///
  /// Throws `FileError` if no file matches, or if too many do.
  public func files() throws(FileError) -> [URL] {
    let paths = try matches()
    guard paths.count <= Self.maximumFiles else {
      throw FileError(
        file: text.inOneLine(200), value: "a pattern that matches \(paths.count) files",
        allowed: "at most \(Self.maximumFiles)")
    }
    guard !paths.isEmpty else {
      throw FileError(
        cannot: "read", text.inOneLine(200), because: "no file matches",
        allowed: "the name of a file, or a pattern such as 'samples/*.npy'")
    }
    return paths.map { URL(fileURLWithPath: $0) }
  }

  /// Paths without repetitions, sorted.
  private func matches() throws(FileError) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    let status = glob(text, GLOB_BRACE | GLOB_TILDE | GLOB_NOSORT, nil, &found)
    guard status == 0 else {
      if status == GLOB_NOMATCH { return [] }
      throw FileError(
        cannot: "read", text.inOneLine(200), because: "a folder of the pattern cannot be read")
    }
    let paths = (0..<Int(found.gl_pathc)).compactMap { place in
      found.gl_pathv[place].map { String(cString: $0) }
    }
    return Set(paths).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
