import ToyGANFiles
import ToyGANGames
import ToyGANSettings

/// A configuration as YAML with a comment above every setting: its meaning and the allowed values.
///
/// Reading the text gives the same configuration.
package struct PrintedConfiguration {
  private let configuration: Configuration
  private let settings: [SettingDescription]
  private let width: Int

  /// A configuration whose comments have lines of at most `width` columns.
  package init(_ configuration: Configuration, registry: Registry, width: Int = 80) {
    self.configuration = configuration
    self.width = width
    settings =
      Configuration.settingDescriptions(registry: registry).filter { setting in
        configuration.uses(setting)
      }
  }

  package var text: String {
    let method = type(of: configuration.method).name
    let heading = """
      Every setting of this configuration, as toygan train reads it. A setting that is left out \
      has the value of the paper of the method, here \(method).
      """
    return Self.comment(heading, margin: 0, width: width) + lines(of: configuration.node, at: "")
  }

  private func lines(of section: SettingNode, at path: String) -> String {
    let entries = section.entries ?? []
    // The method stands first, because it decides the values that are left out.
    let sorted = path.isEmpty ? entries.filter { $0.name == "method" } : []
    return (sorted + entries.filter { !path.isEmpty || $0.name != "method" }).map { entry in
      lines(of: entry, at: path.isEmpty ? entry.name : "\(path).\(entry.name)")
    }.joined()
  }

  private func lines(of entry: SettingNode.Entry, at path: String) -> String {
    let margin = 2 * (path.split(separator: ".").count - 1)
    let blanks = String(repeating: " ", count: margin)
    let start =
      (margin == 0 ? "\n" : "")
      + (comment(at: path).map {
        Self.comment($0, margin: margin, width: width)
      } ?? "")
    guard let inner = entry.value.entries, !inner.isEmpty, hasSettings(at: path) else {
      let lines = SettingsText.yaml(.section([entry])).split(separator: "\n")
      return start + lines.map { "\(blanks)\($0)\n" }.joined()
    }
    return start + "\(blanks)\(entry.name):\n" + lines(of: entry.value, at: path)
  }

  private func hasSettings(at path: String) -> Bool {
    settings.contains { $0.key.hasPrefix("\(path).") }
  }

  private func comment(at path: String) -> String? {
    guard let setting = settings.first(where: { $0.key == path }), !setting.meaning.isEmpty else {
      return nil
    }
    return "\(setting.meaning) (\(setting.allowed))"
  }

  /// A text as a comment in YAML.
  static func comment(_ text: String, margin: Int, width: Int) -> String {
    let start = String(repeating: " ", count: margin) + "# "
    return text.inOneLine().wrapped(to: max(1, width - start.count))
      .split(separator: "\n").map { "\(start)\($0)\n" }.joined()
  }
}
