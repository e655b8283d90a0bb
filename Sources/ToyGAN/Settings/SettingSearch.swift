/// A search for settings by the words of their names, of other common names, or of their meanings.
///
/// Every word that is searched must begin a word of the setting: `batchSize`, `batch_size` and `batch size` are two
/// words each, so that `size` finds them, and `layers` does not find `players`.
package struct SettingSearch {
  private let pattern: String
  /// The names that are meant: that of the whole text, and that without words such as "number of".
  private let names: Set<String>
  private let words: [Word]

  /// A search for a text, or for a pattern with `*` and `?`; the case of letters does not matter.
  ///
  /// A text of more than `longest` characters finds nothing.
  package init(_ text: String) {
    // No name is as long, and comparing takes time with the product of the lengths.
    let pattern = text.count <= Self.longest ? text : ""
    self.pattern = pattern.lowercased()
    let all = Word.all(in: pattern)
    let telling = all.filter { !Self.fillers.contains($0.text) }
    words = telling.isEmpty ? all : telling
    names = Set([all, words].map { $0.map(\.text).joined() }).subtracting([""])
  }

  /// Largest number of characters of a text.
  package static let longest = 200

  /// Words that say nothing about which setting is meant.
  private static let fillers: Set<String> = [
    "a", "an", "and", "for", "how", "in", "many", "num", "number", "of", "per", "the", "to",
  ]

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
    guard !words.isEmpty else { return nil }
    let own = setting.path.last ?? []
    if names.contains(Self.plain(key)) || own.contains(where: { names.contains(Self.plain($0)) }) {
      return 0
    }
    if own.first.map({ begin([$0]) }) == true { return 1 }
    if begin([setting.key]) { return 2 }
    if own.dropFirst().contains(where: { begin([$0]) }) { return 3 }
    let sections = setting.path.flatMap(\.self)
    let parts = [setting.part ?? "", setting.meaning] + (setting.choices ?? [])
    return begin([setting.key] + sections + parts) ? Self.lastRank : nil
  }

  /// Whether each word that is searched begins a word of the texts.
  private func begin(_ texts: [String]) -> Bool {
    let parts = texts.flatMap { Word.all(in: $0) }.flatMap { [$0.text] + $0.parts }
    return words.allSatisfy { $0.begins(in: parts) }
  }

  /// A word, and its parts if it is written in camel case.
  private struct Word {
    /// The word in lower case.
    let text: String
    let parts: [String]

    /// The words of a text, between signs that are neither letters nor digits.
    static func all(in text: String) -> [Word] {
      text.split { !$0.isLetter && !$0.isNumber }.map(Word.init)
    }

    private init(_ word: Substring) {
      var parts = [""]
      var previous: Character?
      for letter in word {
        if letter.isUppercase, previous?.isUppercase == false { parts.append("") }
        parts[parts.count - 1] += letter.lowercased()
        previous = letter
      }
      (text, self.parts) = (word.lowercased(), parts.count > 1 ? parts : [])
    }

    /// Whether the word, or each of its parts, begins one of some words.
    func begins(in words: [String]) -> Bool {
      func isBeginning(_ word: String) -> Bool {
        // One or two letters begin too many words, and an s at the end is a plural.
        if word.count < 3 { return words.contains(word) }
        let singular = word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
        return words.contains { $0.hasPrefix(singular) }
      }
      return isBeginning(text) || !parts.isEmpty && parts.allSatisfy(isBeginning)
    }
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
