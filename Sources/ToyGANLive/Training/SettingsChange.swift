import ToyGAN

/// The difference between two settings of a pane.
struct SettingsChange {
  /// What was asked for, then what follows from it, in one line: `method: gan -> unrolled; then ...`.
  let text: String
  /// Whether the differences only concern when training ends and what is measured.
  let trainsTheSame: Bool

  init(from old: PaneSettings, to new: PaneSettings) {
    let changes = old.configuration.changes(to: new.configuration)
    trainsTheSame = changes.allSatisfy {
      $0.key == "steps" || $0.key.hasPrefix("evaluation.")
    }
    let asked = Self.asked(from: old, to: new)
    let (before, after) = (old.node, new.node)
    let first = asked.compactMap { key -> String? in
      let words = (Self.word(before[key]), Self.word(after[key]))
      return words.0 == words.1 ? nil : "\(key): \(words.0) -> \(words.1)"
    }
    let rest = changes.filter { change in
      !asked.contains { change.key == $0 || change.key.hasPrefix("\($0).") }
    }
    .filter { $0.wanted != "nothing" }.map(Self.line)
    text =
      first.isEmpty
      ? rest.joined(separator: ", ")
      : first.joined(separator: ", ") + (rest.isEmpty ? "" : "; then ")
        + rest.joined(separator: ", ")
  }

  /// The settings that were named in one of the two and not, or otherwise, in the other.
  private static func asked(from old: PaneSettings, to new: PaneSettings) -> [String] {
    let added = new.assignments.filter { !old.assignments.contains($0) }
    let removed = old.assignments.filter { gone in
      !new.assignments.contains { $0.path == gone.path }
    }
    return (added + removed).map(\.path)
  }

  /// A value, or only its name if it is a part with settings.
  private static func word(_ node: SettingNode?) -> String {
    guard let node else { return "default" }
    if let name = node["name"]?.text { return name }
    if let first = node.entries?.first, first.value.entries != nil { return first.name }
    return node.inline.inOneLine(60)
  }

  private static func line(_ change: SettingChange) -> String {
    change.kept == "nothing" ? "\(change.key): \(change.wanted)" : change.description
  }
}
