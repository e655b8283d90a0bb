import ToyGANSettings

/// A setting of which every trial of a search draws a value.
struct SearchedSetting: Sendable {
  /// Dotted path of the setting.
  let path: String
  let range: SearchRange

  /// Reads settings by name, nested or dotted, with a range for each, such as `{log: [1e-5, 1e-2]}`.
  ///
  /// Throws `SettingError` for a setting without a range, and if there is no setting.
  static func list(
    _ node: SettingNode, at place: SettingPlace
  ) throws(SettingError) -> [SearchedSetting] {
    guard let entries = node.entries, !entries.isEmpty else {
      throw place.error(node.kindText, allowed: form)
    }
    var settings: [SearchedSetting] = []
    for entry in entries { try add(entry.value, at: entry.name, place, to: &settings) }
    return settings
  }

  private static let form =
    "settings with a range each, {key: {KIND: [...]}} with one of "
    + SearchRange.Kind.allCases.map(\.rawValue).joined(separator: ", ") + " as KIND"

  private static func add(
    _ node: SettingNode, at path: String, _ place: SettingPlace,
    to settings: inout [SearchedSetting]
  ) throws(SettingError) {
    let inner = place.at(path)
    guard let entries = node.entries, !entries.isEmpty else {
      throw inner.error(node.kindText, allowed: form)
    }
    guard !["seed", "seeds"].contains(path) else {
      throw place.error(
        has: "'\(path)'", allowed: "settings; seeds: 5 beside sample replicates every trial")
    }
    if let first = entries.first, let kind = SearchRange.Kind(rawValue: first.name) {
      guard entries.count == 1 else {
        throw inner.error(has: "more than one range", allowed: "one of them")
      }
      let range = try SearchRange(kind, first.value, at: inner.at(first.name))
      return settings.append(SearchedSetting(path: path, range: range))
    }
    for entry in entries {
      try add(entry.value, at: "\(path).\(entry.name)", place, to: &settings)
    }
  }
}

extension [SearchedSetting] {
  /// These settings, with the ranges of `others` in place of those of the same settings.
  func replaced(by others: [SearchedSetting]) -> [SearchedSetting] {
    map { own in others.first { $0.path == own.path } ?? own }
      + others.filter { other in !contains { $0.path == other.path } }
  }
}
