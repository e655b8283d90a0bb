import ToyGANFiles
import ToyGANSettings

/// The settings of one line of a comparison.
struct Variant {
  /// The label in tables; empty for the method's name.
  var label: String
  /// Dotted keys and their values, in the order in which they are applied.
  var settings: [(path: String, value: SettingNode)]
  /// The settings from which the label is made; none of a label that the user wrote.
  var stated: [(path: String, value: SettingNode)] = []
  /// The settings that its trials draw, besides those of all variants.
  var searched: [SearchedSetting] = []
  /// Its place in a search; nil in an experiment without trials.
  var trial: Trial?
  /// How many of its settings, the last ones, it has drawn.
  var drawnCount = 0

  /// Reads the list under `variants`; a variant without a label gets one from what it changes.
  static func list(_ node: SettingNode?, file: String?) throws -> [Variant] {
    guard let node else { return [] }
    guard let items = node.list, !items.isEmpty else {
      throw SettingError(
        key: "variants", value: node.kindText, allowed: "a list of {label: ..., settings}")
    }
    var variants: [Variant] = []
    for (index, item) in items.enumerated() {
      let key = "variants[\(index)]"
      guard let entries = item.entries else {
        throw SettingError(key: key, value: item.kindText, allowed: "{label: ..., settings}")
      }
      let given = entries.first { $0.name == "label" }
      let label = try given.map { try self.label($0.value, key: key) }
      let own = ["label", ExperimentKey.sample]
      let settings = try settings(entries.filter { !own.contains($0.name) }, key: key, file: file)
      let searched = try searched(item[ExperimentKey.sample], key: key)
      variants.append(Variant(label: label ?? "", settings: settings, searched: searched))
    }
    return labelled(variants)
  }

  /// The settings that a variant searches besides those of all variants.
  private static func searched(
    _ node: SettingNode?, key: String
  ) throws(SettingError) -> [SearchedSetting] {
    guard let node else { return [] }
    let place = SettingPlace("\(key).\(ExperimentKey.sample)", registry: Registry())
    let expanded = try node.expandingDottedNames(at: place.path)
    guard let entries = expanded.entries, entries.count == 1, entries[0].name == "over" else {
      throw place.error(
        node.kindText, allowed: "{over: {key: range}}; count and seed are those of all variants")
    }
    return try SearchedSetting.list(entries[0].value, at: place.at("over"))
  }

  private static func label(_ node: SettingNode, key: String) throws -> String {
    // Without quotes these words mean that there is no value.
    guard case .scalar(let scalar) = node, !scalar.text.allSatisfy(\.isWhitespace),
      scalar.isQuoted || !["null", "Null", "NULL", "~"].contains(scalar.text)
    else {
      throw SettingError(
        key: "\(key).label", value: node.kindText,
        allowed: "a text that is not blank, or no label, which names a variant by what it changes")
    }
    return scalar.text
  }

  /// The settings of a variant, sections before the settings in them.
  ///
  /// Throws `SettingError` if one setting has two values.
  private static func settings(
    _ entries: [SettingNode.Entry], key: String, file: String?
  ) throws(SettingError) -> [(path: String, value: SettingNode)] {
    _ = try SettingNode.section(entries).expandingDottedNames(at: key)
    var settings: [(path: String, value: SettingNode)] = []
    for entry in entries {
      let value = try entry.value.expandingDottedNames(at: "\(key).\(entry.name)")
      settings.append(setting(entry.name, value, file: file))
    }
    return settings.outerFirst
  }

  /// The product of the varied settings, with the last one varying fastest; one empty variant if there are none.
  ///
  /// Throws `SettingError` if there are too many combinations.
  static func product(_ varied: [VariedSetting], file: String?) throws -> [Variant] {
    let combinations = varied.reduce(1.0) { $0 * Double($1.values.count) }
    guard combinations <= Double(Experiment.maximumRuns) else {
      throw SettingError(
        key: "vary", has: "\(DecimalText.significant(combinations, 6)) combinations",
        allowed: "at most \(Experiment.maximumRuns)")
    }
    let names = VariantLabel.names(of: varied.map(\.path))
    var variants = [Variant(label: "", settings: [])]
    for (setting, name) in zip(varied, names) {
      variants = variants.crossed(
        with: setting.values.map { value in
          let own = [Self.setting(setting.path, value, file: file)]
          return Variant(label: VariantLabel.text(name, value), settings: own, stated: own)
        })
    }
    return variants.map {
      Variant(label: $0.label, settings: $0.settings.outerFirst, stated: $0.stated)
    }
  }

  private static func setting(
    _ path: String, _ value: SettingNode, file: String?
  ) -> (path: String, value: SettingNode) {
    let settings = SettingNode(value, at: path).resolvingFiles(relativeTo: file)
    return (path, settings[path] ?? value)
  }

  /// The paths of all values that this variant names, those of an optimizer of both players for each player.
  var namedPaths: [String] {
    settings.flatMap { path, value in value.leafPaths(at: path) }.flatMap { Self.paths($0) }
  }

  /// The paths that a setting has in a configuration: `optimizer` is that of both players.
  static func paths(_ path: String) -> [String] {
    guard path == "optimizer" || "optimizer".isAround(path) else { return [path] }
    return ["generator.\(path)", "discriminator.\(path)"]
  }
}

extension String {
  /// Whether this is the path of a section around the setting at another path.
  func isAround(_ path: String) -> Bool { path.hasPrefix(self + ".") }
}

extension [(path: String, value: SettingNode)] {
  /// The settings with fewer names in their paths first, in their order otherwise.
  ///
  /// A section replaces what is in it, and so must not follow a setting that changes it.
  fileprivate var outerFirst: Self {
    func depth(_ setting: Element) -> Int { setting.path.utf8.count { $0 == UInt8(ascii: ".") } }
    return enumerated().sorted { a, b in
      (depth(a.element), a.offset) < (depth(b.element), b.offset)
    }.map(\.element)
  }
}

extension [Variant] {
  /// Every combination of these variants with `others`, which vary fastest.
  func crossed(with others: [Variant]) -> [Variant] {
    flatMap { variant in
      others.map { other in
        Variant(
          label: [variant.label, other.label].filter { !$0.isEmpty }.joined(separator: ", "),
          settings: variant.settings + other.settings, stated: variant.stated + other.stated,
          searched: variant.searched + other.searched)
      }
    }
  }
}

extension SettingNode {
  /// These settings with each of `settings` replacing the value at its path, if there is one.
  func replacing(
    _ settings: [(path: String, value: SettingNode)]
  ) throws(SettingError) -> SettingNode {
    var copy = self
    for (path, value) in settings {
      guard !path.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
        throw SettingError(key: "'\(path)'", value: "this name", allowed: "a dotted key")
      }
      let players = Variant.paths(path).filter { $0 != path }
      if path == "optimizer" {
        // An optimizer for both players replaces the base settings of each player's optimizer.
        for player in players { copy = copy.removing(player) }
      } else if players.contains(where: { copy[$0.optimizer] != nil }) {
        // What the base says of a player's optimizer would have precedence over a setting of both.
        for player in players { copy = copy.setting(value, at: player) }
        continue
      }
      copy = copy.setting(value, at: path)
    }
    return copy
  }
}

extension String {
  /// The path of the player's optimizer in which a setting is.
  fileprivate var optimizer: String { split(separator: ".").prefix(2).joined(separator: ".") }
}
