import ToyGANSettings

/// A setting of a configuration with its value.
package struct DescribedSetting: Sendable {
  package var setting: SettingDescription
  package var value: SettingNode

  /// The value in words: a part by its name, and a section whose settings follow by the names in it.
  package var text: String {
    guard let entries = value.entries else { return value.inline }
    if let name = value["name"]?.text { return name }
    return entries.isEmpty ? "none" : value.inline
  }
}

extension Configuration {
  /// The settings of this configuration with their values, in the order of a file; settings of parts that it
  /// does not use are left out.
  package func described(registry: Registry) -> [DescribedSetting] {
    let node = node
    let used = Self.settingDescriptions(registry: registry).compactMap { setting in
      guard let value = node[setting.key], Self.isUsed(setting, in: node) else {
        return DescribedSetting?.none
      }
      return DescribedSetting(setting: setting, value: value)
    }
    return used.filter { setting in
      // Settings of a section say all about it, unless they belong to a part with a name.
      guard setting.value.entries?.isEmpty == false, setting.value["name"] == nil else {
        return true
      }
      return !used.contains { $0.setting.key.hasPrefix("\(setting.setting.key).") }
    }
  }

  /// Whether the configuration has a setting.
  package func uses(_ setting: SettingDescription) -> Bool {
    let node = node
    return node[setting.key] != nil && Self.isUsed(setting, in: node)
  }

  /// Whether a configuration has the setting: it belongs to every configuration, or to a part that is chosen.
  private static func isUsed(_ setting: SettingDescription, in node: SettingNode) -> Bool {
    guard let part = setting.part else { return true }
    var sections = setting.key.split(separator: ".").dropLast()
    while !sections.isEmpty {
      // The name of the part stands where its settings begin, which may be a level further up.
      if let name = node["\(sections.joined(separator: ".")).name"]?.text { return name == part }
      sections = sections.dropLast()
    }
    return true
  }
}
