import ToyGANSettings
import ToyGANTargets

extension Configuration {
  /// Every setting that a configuration file can contain, also those of every family of targets and those of
  /// the optimizer of both players.
  package static func settingDescriptions(registry: Registry) -> [SettingDescription] {
    var settings = descriptions(registry: registry)
    let target = (settings.firstIndex { $0.key == "target" } ?? -1) + 1
    let families = registry.targetFamilies.flatMap { Self.families($0, registry) }
    settings.insert(contentsOf: families, at: target)
    let players = settings.firstIndex { $0.key.hasPrefix("generator.") } ?? settings.endIndex
    settings.insert(contentsOf: optimizersOfBoth(registry), at: players)
    return settings
  }

  private static func families(
    _ family: any TargetFamily.Type, _ registry: Registry
  ) -> [SettingDescription] {
    family.descriptions(registry: registry).map { setting in
      var setting = setting
      setting.part = family.name
      setting.isRequired = family.requiredSettings.contains { $0.name == setting.key }
      return setting.inside(family.name).inside("target")
    }
  }

  /// The descriptions of one player's optimizer, in which the player is left out.
  private static func optimizersOfBoth(_ registry: Registry) -> [SettingDescription] {
    GeneratorConfiguration.descriptions(registry: registry).compactMap { setting in
      var setting = setting
      if setting.key == optimizerOfBoth {
        setting.meaning = "the update rule of both players, and its settings"
      } else {
        guard setting.key.hasPrefix("\(optimizerOfBoth).") else { return nil }
        setting.meaning += ", for both players"
      }
      return setting
    }
  }
}

extension SettingError {
  /// This error about an unknown key with the settings that are probably meant by it.
  package func guessing(in layers: [SettingNode], registry: Registry) -> SettingError {
    guard isUnknownKey, suggestion == nil, let found = layers.lazy.compactMap({ $0[key] }).first
    else { return self }
    let known = Configuration.settingDescriptions(registry: registry)
    let leaf = found.firstLeaf
    let path = ([key] + leaf.path).joined(separator: ".")
    var copy = self
    let owners = known.filter { $0.key == path }.compactMap(\.part)
    if !owners.isEmpty {
      copy.allowed += "; it is a setting of \(owners.joined(separator: " and "))"
      return copy
    }
    let guess = SettingGuess(path, among: known)
    guard let text = guess.text else { return self }
    let usable = guess.keys.first {
      Configuration.accepts(leaf.value, at: $0, over: layers, registry: registry)
    }
    if guess.isSure {
      copy.key = path
      copy.allowed = text
      // The right key alone would lead to the next error.
      if usable == nil, let setting = known.first(where: { guess.keys.contains($0.key) }) {
        copy.allowed += " (\(setting.meaning): \(setting.allowed))"
      }
    } else {
      guard !allowed.contains("did you mean") else { return self }
      copy.allowed += "; did you mean \(text)?"
    }
    copy.suggestion = usable.map { Suggestion(wrong: path, key: $0, value: leaf.value.inline) }
    return copy
  }
}

extension SettingNode {
  /// The first setting of these sections that is no section, and its path.
  fileprivate var firstLeaf: (path: [String], value: SettingNode) {
    guard let entry = entries?.first else { return ([], self) }
    let leaf = entry.value.firstLeaf
    return ([entry.name] + leaf.path, leaf.value)
  }
}
