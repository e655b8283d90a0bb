/// A part that is chosen by name and has settings: `{name: ..., its settings}`.
public protocol NamedSettings: HasSettings {
  /// Name in configurations, on the command line and in reports.
  static var name: String { get }
}

extension NamedSettings {
  /// A copy with the settings of a section applied; the section may also contain the name.
  package func applying(
    _ entries: [SettingNode.Entry], at place: SettingPlace
  ) throws(SettingError) -> Self {
    var copy = self
    try copy.apply(entries, at: place, besides: ["name"])
    return copy
  }

  /// The written form, `{name: ..., its settings}`.
  package var namedNode: SettingNode {
    .section([SettingNode.Entry("name", .word(Self.name))] + entries)
  }
}

extension SettingPlace {
  /// The member of `known` with a given name.
  ///
  /// Throws `SettingError` that lists the known names if there is none.
  package func member<Member>(
    _ word: String, of known: [Member], or others: String? = nil, name: (Member) -> String
  ) throws(SettingError) -> Member {
    guard let member = known.first(where: { name($0) == word }) else {
      throw .unknown(word, key: path, known: known.map(name), or: others)
    }
    return member
  }

  /// The parts of a choice by name: a word, or a section that may have a `name`.
  package func choice(
    _ node: SettingNode
  ) throws(SettingError) -> (name: String?, entries: [SettingNode.Entry]) {
    if let word = node.text { return (word, []) }
    let entries = try entries(of: node)
    guard let name = entries.first(where: { $0.name == "name" }) else { return (nil, entries) }
    guard let word = name.value.text else {
      throw at("name").error(name.value.kindText, allowed: "one word")
    }
    return (word, entries)
  }
}
