/// The settings that a wrong key probably means.
package struct SettingGuess {
  /// The keys, each once, in the order of a configuration.
  package let keys: [String]
  /// Whether the keys have every section of the path.
  package let isSure: Bool

  /// Largest number of keys in a message.
  private static let limit = 4

  /// The settings of `known` whose last name is that of a dotted path, or one of its other names; of these the
  /// ones whose sections are those of the path.
  package init(_ path: String, among known: [SettingDescription]) {
    let wanted = path.split(separator: ".").map { SettingSearch.plain($0) }
    guard let last = wanted.last, !last.isEmpty else {
      (keys, isSure) = ([], false)
      return
    }
    let named = known.filter { setting in
      setting.key != path && (setting.path.last ?? []).contains { SettingSearch.plain($0) == last }
    }
    let scores = named.map { Self.score(wanted.dropLast(), of: $0) }
    isSure = scores.max() == wanted.count - 1
    let best = zip(named, scores).filter { $0.1 == scores.max() }.map(\.0)
    // Of settings that fit equally, those of the same depth are meant: `optimizer.lr` has no player.
    // Where a section is wrong, the setting with the shortest path is meant.
    let depth = isSure ? wanted.count : best.map(\.otherNames.count).min() ?? 0
    let ofSameDepth = best.filter { $0.otherNames.count == depth }
    var keys: [String] = []
    for setting in ofSameDepth.isEmpty ? best : ofSameDepth where !keys.contains(setting.key) {
      keys.append(setting.key)
    }
    self.keys = keys
  }

  /// How many sections of a path are sections of a setting, less those that are not.
  private static func score(_ sections: ArraySlice<String>, of setting: SettingDescription) -> Int {
    let names = setting.path.dropLast().map { $0.map { SettingSearch.plain($0) } }
    let fitting = sections.count { section in
      names.contains { $0.contains { isNamed($0, section) } }
    }
    return 2 * fitting - sections.count
  }

  /// Whether a section is meant by a word: its name, or the first three letters of it or more.
  private static func isNamed(_ name: String, _ word: String) -> Bool {
    name == word || word.count >= 3 && name.hasPrefix(word)
      || NearestName.distance(Array(name), Array(word)) == 1 && name.count > 3
  }

  /// The keys in words: "a, b or c"; nil if there are none.
  package var text: String? {
    var shown = Array(keys.prefix(Self.limit))
    if keys.count > Self.limit { shown.append("\(keys.count - Self.limit) others") }
    guard let last = shown.popLast() else { return nil }
    return shown.isEmpty ? last : shown.joined(separator: ", ") + " or " + last
  }
}
