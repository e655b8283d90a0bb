extension SettingError {
  /// An error for an unknown name, which lists the known names and suggests the nearest one.
  package static func unknown(
    _ name: String, key: String, known: [String], or others: String? = nil
  ) -> SettingError {
    var allowed = "one of " + known.joined(separator: ", ")
    if let others { allowed += ", or \(others)" }
    if let nearest = NearestName.of(name, among: known) { allowed += "; did you mean \(nearest)?" }
    return SettingError(key: key, value: "'\(name)'", allowed: allowed)
  }

  /// An error for an unknown key at a dotted path, which lists the keys known there.
  package static func unknownKey(_ path: String, known: [String]) -> SettingError {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    var allowed = "one of " + known.joined(separator: ", ")
    if let nearest = NearestName.of(name, among: known) { allowed += "; did you mean \(nearest)?" }
    return SettingError(key: path, is: SettingError.unknownKey, allowed: allowed)
  }
}

/// Suggestions for misspelt names.
package enum NearestName {
  /// The known name nearest to `name`, the first one if several are equally near, or nil if none is close.
  package static func of(_ name: String, among known: [String]) -> String? {
    // No name is as long, and comparing takes time with the square of the length.
    guard name.utf8.count <= 100 else { return nil }
    var nearest: (name: String, distance: Int)?
    for candidate in known {
      let distance = distance(Array(name.lowercased()), Array(candidate.lowercased()))
      if distance < nearest?.distance ?? .max { nearest = (candidate, distance) }
    }
    guard let nearest, nearest.distance <= max(1, nearest.name.count / 3 + 1) else { return nil }
    return nearest.name
  }

  /// Whether two words are forms of one: `method` and `methods`, `penalty` and `penalties`.
  package static func areForms(_ word: String, _ other: String) -> Bool {
    func stem(_ word: String) -> Substring {
      let word = word.lowercased()[...]
      if word.hasSuffix("ies") { return word.dropLast(3) }
      return word.hasSuffix("s") || word.hasSuffix("y") ? word.dropLast() : word
    }
    return stem(word) == stem(other)
  }

  /// The number of insertions, deletions and substitutions between two words (Levenshtein 1966).
  package static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        row.append(
          min(row[j] + 1, previous[j + 1] + 1, previous[j] + (letter == other ? 0 : 1)))
      }
      previous = row
    }
    return previous[b.count]
  }
}
