import ToyGANGames
import ToyGANSettings

/// A setting whose value differs in another configuration.
package struct SettingChange: Equatable, CustomStringConvertible {
  /// Dotted path of the setting.
  package var key: String
  package var kept: String
  package var wanted: String

  package var description: String { "\(key): \(kept) -> \(wanted)" }
}

extension Configuration {
  /// Every setting whose value differs in `wanted`, in the order of the file.
  package func changes(to wanted: Configuration) -> [SettingChange] {
    Self.changes(from: node, to: wanted.node, at: "")
  }

  private static func changes(
    from kept: SettingNode?, to wanted: SettingNode?, at path: String
  ) -> [SettingChange] {
    guard let old = kept?.entries, let new = wanted?.entries else {
      let change = SettingChange(key: path, kept: text(kept), wanted: text(wanted))
      return kept == wanted ? [] : [change]
    }
    let names = old.map(\.name)
    let added = new.map(\.name).filter { !names.contains($0) }
    return (names + added).flatMap { name in
      changes(from: kept?[name], to: wanted?[name], at: path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private static func text(_ node: SettingNode?) -> String {
    node.map { $0.inline.inOneLine(60) } ?? "nothing"
  }
}
