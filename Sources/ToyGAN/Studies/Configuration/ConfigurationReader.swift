import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

extension Configuration {
  /// Reads a configuration file, then single settings, each of which overrides the previous ones.
  ///
  /// A file may have nested and dotted keys. Settings that are not given have the values of the method's paper;
  /// without a file, all settings have them. Throws `SettingError` with the dotted path of a setting that cannot be used, and `FileError` for
  /// a file that cannot be read.
  public init(
    file: String? = nil, assignments: [Assignment] = [], registry: Registry = .standard
  ) throws {
    let file = try file.map { try SettingsText.read(file: $0).resolvingFiles(relativeTo: $0) }
    var given: [SettingNode] = []
    for assignment in assignments { given.append(try assignment.settings()) }
    do {
      try self.init(layers: (file.map { [$0] } ?? []) + given, registry: registry)
    } catch let error as SettingError {
      throw error.suggesting(as: given)
    }
  }

  /// Reads a configuration from YAML text; `source` names it in errors.
  public init(
    yaml: String, source: String = "configuration", registry: Registry = .standard
  ) throws {
    try self.init(
      layers: [try SettingsText.read(yaml: yaml, source: source)], registry: registry)
  }

  /// All settings as YAML; reading the text gives the same configuration.
  public var yaml: String { SettingsText.yaml(node) }
}

extension SettingError {
  /// This error with what to write as on a command line, if that is where the wrong key stands.
  package func suggesting(as assignments: [SettingNode]) -> SettingError {
    guard let wrong = suggestion?.wrong, assignments.contains(where: { $0[wrong] != nil }) else {
      return self
    }
    var copy = self
    copy.suggestion?.isAssignment = true
    return copy
  }
}

extension TargetConfiguration {
  /// Reads the name of a target, a target in YAML such as `{ring: {...}}`, or the `target` of a configuration
  /// file.
  ///
  /// Throws `SettingError` with `key` or the setting, and `FileError` for a file that cannot be read.
  public init(argument: String, key: String = "target", registry: Registry = .standard) throws {
    let ending = URL(fileURLWithPath: argument).pathExtension.lowercased()
    guard !argument.hasPrefix("{"), ["yaml", "yml"].contains(ending) else {
      let settings = SettingNode(try SettingsText.value(argument, key: key), at: "target")
        .resolvingFiles(relativeTo: nil)
      self = try Self.read(
        settings["target"] ?? .word(argument), over: nil, at: SettingPlace(key, registry: registry))
      return
    }
    let settings = try SettingsText.read(file: argument).resolvingFiles(relativeTo: argument)
    guard let target = settings["target"] else {
      throw SettingError(
        key: argument, is: "a configuration without target", allowed: "target: NAME or {...}")
    }
    self = try Configuration(
      layers: [SettingNode(target, at: "target")], registry: registry
    ).target
  }
}

extension SettingNode {
  /// Makes the paths of files that a configuration reads absolute, so that it can be stored elsewhere.
  ///
  /// A relative path starts at the configuration's folder, or at the current folder if there is no file.
  package func resolvingFiles(relativeTo file: String?) -> SettingNode {
    let folder = file.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    return InputFile.Kind.allCases.reduce(self) { settings, kind in
      guard let name = settings[kind.key]?.text, !name.isEmpty else { return settings }
      let path = URL(fileURLWithPath: name, relativeTo: folder).standardizedFileURL.path
      return settings.setting(.word(path), at: kind.key)
    }
  }
}
