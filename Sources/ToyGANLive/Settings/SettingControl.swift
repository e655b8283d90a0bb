import ToyGAN

/// One setting of a pane, as a page shows it: its value, what is allowed, and its meaning.
///
/// It is derived from the declaration of the setting, so that a new method needs no line for it.
struct SettingControl: Sendable, Encodable, Equatable {
  /// Dotted path of the setting.
  var key: String
  /// The current value in YAML.
  var value: String
  /// The value in the method's paper, in YAML.
  var standard: String
  /// The allowed values, in words.
  var allowed: String
  /// The meaning of the setting, in one sentence.
  var meaning: String
  /// The words that can be chosen; nil if other values are allowed too.
  var choices: [String]?
  /// Whether several of the choices can be chosen together.
  var isMultiple = false
  /// Whether the value differs from that of the method's paper.
  var isChanged: Bool

  /// The settings of a configuration in the order in which they are written; those of parts that it does not
  /// use are left out.
  static func all(of settings: PaneSettings) -> [SettingControl] {
    let (node, registry) = (settings.node, settings.registry)
    let paper = Configuration(type(of: settings.configuration.method).init()).node
    let descriptions = Configuration.descriptions(registry: registry)
    return (descriptions + family(settings)).compactMap { description in
      guard isUsed(description, in: node), let found = node[description.key] else { return nil }
      return SettingControl(
        description, found: found, standard: paper[description.key], in: registry)
    }
  }

  private init(
    _ description: SettingDescription, found: SettingNode, standard: SettingNode?,
    in registry: Registry
  ) {
    (key, allowed, meaning) = (description.key, description.allowed, description.meaning)
    choices = description.choices
    value = found.inline
    self.standard = standard?.inline ?? description.standard
    switch description.key {
    case "penalties":
      (choices, isMultiple) = (registry.penalties.map { $0.name }, true)
      value = Self.names(of: found)
      self.standard = standard.map(Self.names) ?? "[]"
    case "target":
      choices = registry.namedTargets.map(\.name)
    case "evaluation.metrics", "evaluation.final":
      (choices, isMultiple) = (registry.metrics.map(\.name), true)
    default:
      // Each setting of a part that is chosen by name has its own control.
      if let name = found["name"]?.text, choices?.contains(name) == true {
        value = name
        self.standard = standard?["name"]?.text ?? self.standard
      } else if description.isSection, description.allowed.hasPrefix("none") {
        // `{}` is the section with its default values; each of them has its own control.
        choices = ["none", "{}"]
        value = found.isNone ? "none" : "{}"
        self.standard = standard?.isNone ?? true ? "none" : "{}"
      }
    }
    isChanged = value != self.standard
  }

  private static func names(of section: SettingNode) -> String {
    "[\((section.entries ?? []).map(\.name).joined(separator: ", "))]"
  }

  /// Whether a configuration has the setting: it belongs to every configuration, or to a part that is chosen.
  private static func isUsed(_ description: SettingDescription, in node: SettingNode) -> Bool {
    guard let part = description.part,
      let dot = description.key.lastIndex(of: ".")
    else { return true }
    var section = description.key[..<dot]
    // The name of the part stands where its settings begin, which may be a level further up.
    while node["\(section).name"] == nil, let dot = section.lastIndex(of: ".") {
      section = section[..<dot]
    }
    return node["\(section).name"]?.text == part
  }

  /// The settings of the target, if it is of a family.
  private static func family(_ settings: PaneSettings) -> [SettingDescription] {
    guard case .family(let family) = settings.configuration.target else { return [] }
    func descriptions<Family: TargetFamily>(_ family: Family) -> [SettingDescription] {
      Family.descriptions(registry: settings.registry).map {
        $0.inside(Family.name).inside("target")
      }
    }
    return descriptions(family)
  }
}
