/// A type that consists of settings: a section of a configuration, or a part that is chosen by name.
public protocol HasSettings: Sendable {
  /// An instance with the default values.
  init()
  /// The settings, in the order in which they are written.
  static var settings: [Setting<Self>] { get }
}

extension HasSettings {
  public static var settings: [Setting<Self>] { [] }

  /// Applies the settings of a section; settings that it does not name do not change.
  ///
  /// Throws `SettingError` for an unknown name, listing the known ones, or for a value that is not allowed.
  package mutating func apply(
    _ entries: [SettingNode.Entry], at place: SettingPlace, besides others: [String] = []
  ) throws(SettingError) {
    for entry in entries where !others.contains(entry.name) {
      let inner = place.at(entry.name)
      guard let setting = Self.settings.first(where: { $0.name == entry.name }) else {
        throw .unknownKey(inner.path, known: others + Self.settings.map(\.name))
      }
      try setting.read(entry.value, &self, inner)
    }
  }

  /// The settings that are written for a default instance, with their allowed values.
  package static var requiredSettings: [(name: String, allowed: String)] {
    let standard = Self()
    return settings.filter { $0.write(standard) != nil }.map { ($0.name, $0.allowed) }
  }

  /// Every setting with its value, in order.
  package var entries: [SettingNode.Entry] {
    Self.settings.compactMap { setting in
      setting.write(self).map { SettingNode.Entry(setting.name, $0) }
    }
  }

  /// Throws `SettingError` at the first value that is not allowed.
  package func checkSettings(at place: SettingPlace) throws(SettingError) {
    for setting in Self.settings { try setting.check(self, place.at(setting.name)) }
  }

  /// Descriptions of each setting and of nested settings.
  package static func descriptions(registry: Registry) -> [SettingDescription] {
    let standard = Self()
    return settings.flatMap { setting in
      let inner = setting.inner(registry).map {
        $0.inside(setting.name, or: setting.otherNames)
      }
      let written = setting.write(standard)?.inline ?? ""
      let value = written.isEmpty ? "nothing" : written
      var own = SettingDescription(
        key: setting.name, allowed: setting.allowed, standard: value, meaning: setting.meaning,
        choices: setting.choices(registry))
      own.otherNames = [setting.otherNames]
      own.isSection = !inner.isEmpty
      return inner.isEmpty ? [own] : (setting.meaning.isEmpty ? [] : [own]) + inner
    }
  }
}

/// A section of settings by name: `{key: value}`.
public protocol SettingSection: HasSettings, SettingValue {}

extension SettingSection {
  /// An example with the default values, or, of a section with many settings, their names.
  public static var form: String {
    settings.count <= 3
      ? "settings such as \(Self().node.inline)"
      : "{\(settings.map { "\($0.name): ..." }.joined(separator: ", "))}"
  }

  public static func read(
    _ node: SettingNode, over current: Self?, at place: SettingPlace
  ) throws(SettingError) -> Self {
    var value = current ?? Self()
    guard let entries = node.entries else { throw place.error(node.kindText, allowed: form) }
    try value.apply(entries, at: place)
    return value
  }

  public var node: SettingNode { .section(entries) }

  public func check(at place: SettingPlace) throws(SettingError) { try checkSettings(at: place) }
}
