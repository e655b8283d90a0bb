import ToyGANGames

/// A setting that has another value in another configuration.
struct SettingChange: Equatable, CustomStringConvertible {
  /// Dotted path.
  var key: String
  var kept: String
  var wanted: String

  var description: String { "\(key): \(kept) -> \(wanted)" }
}

extension Configuration {
  /// Every setting that `wanted` changes, in the order of the file.
  func changes(to wanted: Configuration) -> [SettingChange] {
    Self.changes(from: YAMLNode.encoding(self), to: YAMLNode.encoding(wanted), at: "")
  }

  private static func changes(
    from kept: YAMLNode?, to wanted: YAMLNode?, at path: String
  ) -> [SettingChange] {
    guard let old = kept?.mapping, let new = wanted?.mapping else {
      let change = SettingChange(key: path, kept: text(kept), wanted: text(wanted))
      return kept == wanted ? [] : [change]
    }
    let names = old.keys.map(\.inline) + new.keys.filter { old[$0] == nil }.map(\.inline)
    return names.flatMap { name in
      changes(from: old[name], to: new[name], at: path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private static func text(_ node: YAMLNode?) -> String {
    node.map { $0.inline.inOneLine(60) } ?? "nothing"
  }
}

extension YAMLNode {
  /// On one line, as people write it.
  fileprivate var inline: String {
    switch self {
    case .scalar(let scalar): scalar.string
    case .sequence(let nodes): "[\(nodes.map(\.inline).joined(separator: ", "))]"
    case .mapping(let mapping):
      "{\(mapping.map { "\($0.key.inline): \($0.value.inline)" }.joined(separator: ", "))}"
    case .alias: "an alias"
    }
  }
}
