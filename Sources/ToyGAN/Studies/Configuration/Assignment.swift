import Foundation
import ToyGANSettings

/// A single setting, `key.path=value`, as on a command line.
public struct Assignment: Sendable, Equatable {
  /// Dotted path of the setting.
  public var path: String
  /// The value in YAML.
  public var value: String

  /// The setting at `path` with `value`, in YAML.
  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }

  /// The setting at `path` with a word, whatever characters it has.
  public init(path: String, word: String) {
    self.init(path: path, value: "'\(word.replacing("'", with: "''"))'")
  }

  /// Reads `key.path=value`.
  ///
  /// Throws `SettingError` if there is no `=` or no key.
  public init(_ text: String) throws(SettingError) {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw SettingError(key: "assignment", value: "'\(text)'", allowed: "key.path=value")
    }
    path = text[..<sign].trimmingCharacters(in: .whitespaces)
    value = String(text[text.index(after: sign)...])
  }

  package func settings() throws(SettingError) -> SettingNode {
    let names = path.split(separator: ".", omittingEmptySubsequences: false)
    guard !names.contains(""), names.count <= YAMLBounds.maximumLevels else {
      throw SettingError(
        key: "assignment", value: "'\(path.inOneLine(60))'",
        allowed: "a dotted key of at most \(YAMLBounds.maximumLevels) names")
    }
    return SettingNode(try SettingsText.value(value, key: path), at: path)
      .resolvingFiles(relativeTo: nil)
  }
}
