/// A search for settings by a part of their name, of another common name, or of their meaning.
package struct SettingSearch {
  private let pattern: String
  private let name: String
  private let words: [String]

  /// A search for a text, or for a pattern with `*` and `?`; the case of letters does not matter.
  package init(_ pattern: String) {
    self.pattern = pattern.lowercased()
    name = Self.plain(pattern)
    words = self.pattern.split(separator: " ").map(String.init)
  }

  /// The letters and digits of a name, in lower case: `batch_size` and `batchSize` are one name.
  package static func plain(_ name: some StringProtocol) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The members that are found, those whose names fit best first.
  package func found<Member>(
    _ members: [Member], as description: (Member) -> SettingDescription
  ) -> [Member] {
    let ranks = members.map { rank(of: description($0)) }
    return (0...Self.lastRank).flatMap { rank in
      zip(members, ranks).filter { $0.1 == rank }.map(\.0)
    }
  }

  private static let lastRank = 4

  /// How well a setting fits, 0 for the best; nil if it does not.
  private func rank(of setting: SettingDescription) -> Int? {
    let key = setting.key.lowercased()
    let last = key.split(separator: ".").last.map(String.init) ?? key
    if pattern.contains("*") || pattern.contains("?") {
      return Self.fits(last[...], pattern[...]) || Self.fits(key[...], pattern[...]) ? 0 : nil
    }
    let names = (setting.path.last ?? []).map(Self.plain)
    guard !name.isEmpty else { return nil }
    if key == pattern || names.contains(name) { return 0 }
    if key.contains(pattern) || Self.plain(key).contains(name) { return 1 }
    // Two letters are part of too many words.
    guard name.count > 2 else { return nil }
    if names.contains(where: { $0.contains(name) }) { return 2 }
    let meaning = "\(setting.meaning) \(setting.choices?.joined(separator: " ") ?? "")".lowercased()
    if meaning.contains(pattern) { return 3 }
    let all = "\(key) \(meaning)"
    return words.count > 1 && words.allSatisfy(all.contains) ? Self.lastRank : nil
  }

  /// Whether a text has the form of a pattern, in which `*` is any text and `?` any character.
  package static func fits(_ text: Substring, _ pattern: Substring) -> Bool {
    // Where the last star stands, and what it has been tried with: a later star makes earlier ones final.
    var (text, pattern, retry) = (text, pattern, (text: Substring, pattern: Substring)?.none)
    while !text.isEmpty {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        retry = (text, pattern)
      } else if let next = pattern.first, next == "?" || next == text.first {
        (text, pattern) = (text.dropFirst(), pattern.dropFirst())
      } else if let last = retry {
        text = last.text.dropFirst()
        pattern = last.pattern
        retry = (text, pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }
}
