import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// A configuration file to start from: what is usually chosen, and every other setting as a comment.
public struct StartingConfiguration {
  private let configuration: Configuration
  private let chosen: [String]
  private let registry: Registry

  /// The settings that are not comments.
  private static let usual = ["method", "target", "steps", "seed"]

  /// The recipe of a method's paper with these settings, which are checked.
  ///
  /// Throws `SettingError` for a setting that cannot be used, and `FileError` for a file of points.
  public init(_ assignments: [Assignment], registry: Registry = .standard) throws {
    configuration = try Configuration(assignments: assignments, registry: registry)
    chosen = assignments.map(\.path)
    self.registry = registry
  }

  /// The text of the file; `name` is the file's name as a word of a shell.
  public func text(name: String) -> String {
    let method = type(of: configuration.method).name
    let lines = configuration.described(registry: registry)
    // The method stands first, because it decides the values of all others.
    let active =
      lines.filter { isActive($0) && $0.setting.key.hasPrefix("method") }
      + lines.filter { isActive($0) && !$0.setting.key.hasPrefix("method") }
    let others = lines.filter { !isActive($0) }
    return Self.heading(
      "A configuration of method \(method). Train it with:",
      [
        "toygan train \(name) --out FOLDER"
      ]) + active.map { "\n" + line($0, mark: "") }.joined() + "\n"
      + PrintedConfiguration.comment(
        "Every other setting, with its value in this configuration. To change one, remove the # "
          + "before its name.", margin: 0, width: TextWidth.standard)
      + others.map { "\n" + line($0, mark: "#") }.joined()
  }

  /// Whether a setting is written as one: it is usual, or it was chosen.
  private func isActive(_ described: DescribedSetting) -> Bool {
    let key = described.setting.key
    return Self.usual.contains(key)
      || chosen.contains { path in
        path == key || key.hasPrefix("\(path).")
          || path == "optimizer" && key.contains(".optimizer")
          || path.hasPrefix("optimizer.") && key.hasSuffix(".\(path)")
      }
  }

  private func line(_ described: DescribedSetting, mark: String) -> String {
    let setting = described.setting
    // The name of a part: its settings have separate lines.
    let value = described.value["name"] ?? described.value
    return PrintedConfiguration.comment(
      "\(setting.meaning) (\(setting.allowed))", margin: 0, width: TextWidth.standard)
      + mark + SettingsText.line(setting.key, value)
  }

  static func heading(_ text: String, _ commands: [String]) -> String {
    PrintedConfiguration.comment(text, margin: 0, width: TextWidth.standard) + "#\n"
      + commands.map { "#   \($0)\n" }.joined()
  }
}

extension SettingsText {
  /// One line of YAML, `key: value`, with the value in flow style.
  static func line(_ key: String, _ value: SettingNode) -> String {
    // A list of one element has its element in flow style, `[{key: value}]`.
    let text = yaml(.section([SettingNode.Entry("list", .list([value]))]))
    let start = text.index(after: text.firstIndex(of: "[") ?? text.startIndex)
    let end = text.lastIndex(of: "]") ?? text.endIndex
    return "\(key): \(text[start..<end])\n"
  }
}
