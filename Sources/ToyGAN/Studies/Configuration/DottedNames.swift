import ToyGANSettings

extension SettingNode {
  /// This node with each dotted name as a section in a section: `{a.b: 1}` is `{a: {b: 1}}`.
  ///
  /// The names in `except` and what stands under them stay. Throws `SettingError` with both forms if one setting
  /// has two values.
  package func expandingDottedNames(
    at path: String = "", except kept: Set<String> = []
  ) throws(SettingError) -> SettingNode {
    switch self {
    case .scalar: return self
    case .list(let nodes):
      var list: [SettingNode] = []
      for (index, node) in nodes.enumerated() {
        list.append(try node.expandingDottedNames(at: "\(path)[\(index)]"))
      }
      return .list(list)
    case .section(let entries):
      var expanded: [Entry] = []
      for entry in entries {
        let isKept = kept.contains(String(entry.name.prefix { $0 != "." }))
        let inner = path.isEmpty ? entry.name : "\(path).\(entry.name)"
        let value = isKept ? entry.value : try entry.value.expandingDottedNames(at: inner)
        expanded.append(Entry(entry.name, value))
      }
      guard expanded.contains(where: { $0.name.contains(".") }) else { return .section(expanded) }
      return .section(try ExpandedSection(expanded, at: path, except: kept).entries)
    }
  }
}

/// A section in the making, in which the dotted and the nested forms of a setting meet.
private struct ExpandedSection {
  /// The entries with names that are no paths, and then the others.
  private(set) var entries: [SettingNode.Entry] = []

  init(
    _ written: [SettingNode.Entry], at path: String, except kept: Set<String>
  ) throws(SettingError) {
    let root = SettingBranch(origin: 0)
    for (origin, entry) in written.enumerated() {
      let names = entry.name.split(separator: ".", omittingEmptySubsequences: false)
        .map(String.init)
      // A name that is no path is an unknown name for who reads the section.
      if names.contains("") || kept.contains(names[0]) {
        entries.append(entry)
      } else if let conflict = root.add(entry.value, at: names[...], origin: origin) {
        let (place, forms) = (
          conflict.path.joined(separator: "."), [written[conflict.origin], entry]
        )
        throw SettingError(
          key: path.isEmpty ? place : "\(path).\(place)",
          has: "two values, \(forms.map { Self.form($0, of: place) }.joined(separator: " and "))",
          allowed: "one of them")
      }
    }
    entries += root.entries
  }

  /// What the user wrote, without the other settings of its section.
  private static func form(_ entry: SettingNode.Entry, of place: String) -> String {
    let value = SettingNode(entry.value, at: entry.name)[place]
    guard let value, place.hasPrefix(entry.name + ".") else {
      return "'\(entry.name): \(entry.value.inline.inOneLine(60))'"
    }
    let rest = String(place.dropFirst(entry.name.count + 1))
    return "'\(entry.name): \(SettingNode(value, at: rest).inline.inOneLine(60))'"
  }
}

/// A setting, or a section of settings by name, that is put together from several entries.
private final class SettingBranch {
  typealias Conflict = (path: [String], origin: Int)

  /// The entry that wrote it first.
  private let origin: Int
  private var value: SettingNode?
  private var isSection = false
  private var names: [String] = []
  private var inner: [String: SettingBranch] = [:]

  init(origin: Int) { self.origin = origin }

  var entries: [SettingNode.Entry] {
    names.map { name in SettingNode.Entry(name, inner[name]?.node ?? .section([])) }
  }

  private var node: SettingNode { value ?? .section(entries) }

  /// Adds a value at a path, and returns the place where there is another value.
  func add(_ added: SettingNode, at path: ArraySlice<String>, origin: Int) -> Conflict? {
    guard let name = path.first else { return add(added, origin: origin) }
    if let conflict = becomeSection() { return conflict }
    let branch = inner[name] ?? SettingBranch(origin: origin)
    if inner.updateValue(branch, forKey: name) == nil { names.append(name) }
    return branch.add(added, at: path.dropFirst(), origin: origin)
      .map { ([name] + $0.path, $0.origin) }
  }

  private func add(_ added: SettingNode, origin: Int) -> Conflict? {
    if let added = added.entries {
      if let conflict = becomeSection() { return conflict }
      for entry in added {
        if let conflict = add(entry.value, at: [entry.name], origin: origin) { return conflict }
      }
      return nil
    }
    if isSection {
      // A word is the name of a section: `adam` is `{name: adam}`.
      guard added.text != nil, !added.isNone else { return ([], self.origin) }
      return add(added, at: ["name"], origin: origin)
    }
    guard value == nil || value == added else { return ([], self.origin) }
    value = added
    return nil
  }

  private func becomeSection() -> Conflict? {
    isSection = true
    guard let word = value else { return nil }
    guard word.text != nil, !word.isNone else { return ([], origin) }
    value = nil
    return add(word, at: ["name"], origin: origin)
  }
}

extension [SettingNode.Entry] {
  /// These entries, of which `own` replace those of the same setting, in whichever form they are written.
  func overridden(by own: [SettingNode.Entry]) -> [SettingNode.Entry] {
    var result = map(Optional.some)
    var places: [String: Int] = [:]
    var inside: [String: [Int]] = [:]
    for (place, entry) in enumerated() {
      places[entry.name] = place
      for section in entry.name.outerPaths { inside[section, default: []].append(place) }
    }
    for entry in own {
      if let outer = entry.name.outerPaths.lazy.compactMap({ places[$0] }).first,
        let section = result[outer]
      {
        let rest = String(entry.name.dropFirst(section.name.count + 1))
        result[outer]?.value = section.value.setting(entry.value, at: rest)
        continue
      }
      for place in inside[entry.name] ?? [] {
        guard let name = result[place]?.name else { continue }
        let rest = String(name.dropFirst(entry.name.count + 1))
        guard entry.value.entries == nil || entry.value[rest] != nil else { continue }
        result[place] = nil
        places[name] = nil
      }
      if let place = places[entry.name] { result[place] = entry } else { result.append(entry) }
    }
    return result.compactMap(\.self)
  }
}

extension String {
  /// The dotted paths of the sections around a setting: `a` and `a.b` for `a.b.c`.
  fileprivate var outerPaths: [String] {
    indices.filter { self[$0] == "." }.map { String(self[..<$0]) }
  }
}
