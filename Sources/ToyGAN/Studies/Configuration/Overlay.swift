import ToyGANGames
import ToyGANSettings
import Yams

/// Lays what a user wrote over a complete configuration tree.
///
/// Sections merge key by key; choices (a target, an activation, a method of another name) are
/// replaced whole, since the settings of one mean nothing to another.
struct Overlay {
  /// Choices that bring their own settings.
  private static let replaced: Set<String> = [
    "target", "generator.activation", "generator.initialization", "discriminator.activation",
    "discriminator.initialization",
  ]

  /// The tree with `layer` over it.
  ///
  /// Throws `ConfigurationError` at a key that the tree does not have, listing those it has.
  static func apply(_ layer: SettingsTree, to tree: YAMLNode) throws(ConfigurationError) -> YAMLNode
  {
    let entries = try layer.entries()
    var result = tree
    // `optimizer` is short for both players', which may then be refined one by one.
    for (key, value) in entries where key == "optimizer" {
      for player in ["generator", "discriminator"] {
        let both = SettingsTree(value, at: "\(player).optimizer").root
        result = try merge(both, into: result, at: "", shown: "optimizer")
      }
    }
    let rest = SettingsTree(entries.filter { $0.key != "optimizer" }).root
    return try merge(rest, into: result, at: "", alsoKnown: ["optimizer"])
  }

  private static func merge(
    _ layer: YAMLNode, into base: YAMLNode, at path: String, alsoKnown: [String] = [],
    shown: String? = nil
  ) throws(ConfigurationError) -> YAMLNode {
    if replaced.contains(path) { return layer }
    let (layer, base) = try prepared(layer, base, at: path, shown: shown ?? path)
    guard case .mapping = base else { return layer }
    // By their words: nodes compare their types too, which takes a search by expression each.
    var merged = try base.entries(at: path)
    for (key, value) in try layer.entries(at: shown ?? path) {
      let inner = path.isEmpty ? key : "\(path).\(key)"
      guard let place = merged.firstIndex(where: { $0.key == key }) else {
        let written = shown.map { "\($0).\(key)" } ?? inner
        throw .unknownKey(written, known: merged.map(\.key) + alsoKnown)
      }
      merged[place].value = try merge(value, into: merged[place].value, at: inner, shown: shown)
    }
    return SettingsTree(merged).root
  }

  /// Both sides, after a word has been spelled out and a new choice given its own defaults.
  private static func prepared(
    _ layer: YAMLNode, _ base: YAMLNode, at path: String, shown: String
  ) throws(ConfigurationError) -> (layer: YAMLNode, base: YAMLNode) {
    switch path {
    case "method":
      let layer = layer.named
      guard let name = layer.mapping?["name"]?.scalar?.string, name != base.choice else {
        return (layer, base)
      }
      return (layer, .encoding(NamedMethod(try NamedMethod.named(name, key: shown).init())))
    case "generator.optimizer", "discriminator.optimizer":
      let layer = layer.named
      guard let name = layer.mapping?["name"]?.scalar?.string, name != base.choice else {
        return (layer, base)
      }
      return (layer, .encoding(NamedOptimizer(try NamedOptimizer.named(name, key: shown).init())))
    case "discriminator.minibatchDiscrimination":
      return switchedOn(layer, base, default: MinibatchDiscrimination())
    case "discriminator.instanceNoise":
      return switchedOn(layer, base, default: InstanceNoise())
    case "generator.batchNormalization", "discriminator.batchNormalization":
      return switchedOn(layer, base, default: BatchNormalization())
    case "generator.fourierFeatures", "discriminator.fourierFeatures":
      return switchedOn(layer, base, default: FourierFeatures())
    case "generator.optimizer.annealing", "discriminator.optimizer.annealing":
      return switchedOn(layer, base, default: Annealing.falling(.linear, steps: 25_000, to: 0))
    case "lookahead":
      return switchedOn(layer, base, default: Lookahead())
    case "penalties":
      return try penalties(layer, base, shown: shown)
    default:
      return (layer, base)
    }
  }
}

extension Overlay {
  /// A section that may be `none`: what is not named has its defaults.
  private static func switchedOn(
    _ layer: YAMLNode, _ base: YAMLNode, default section: some Encodable
  ) -> (layer: YAMLNode, base: YAMLNode) {
    guard case .mapping = layer else { return (layer, YAMLNode("none")) }
    if case .mapping = base { return (layer, base) }
    return (layer, .encoding(section))
  }

  /// `none`, a name, a list of names, or settings by name; penalties not yet there are added with
  /// their defaults, and one that is `none` is taken away.
  private static func penalties(
    _ layer: YAMLNode, _ base: YAMLNode, shown: String
  ) throws(ConfigurationError) -> (layer: YAMLNode, base: YAMLNode) {
    var wanted: [(key: String, value: YAMLNode)]
    var merged = base.mapping ?? [:]
    switch layer {
    case .scalar(let word):
      merged = [:]
      wanted = ["none", ""].contains(word.string) ? [] : [(word.string, .mapping([:]))]
    case .sequence(let names):
      merged = [:]
      wanted = names.map { (key: $0.string ?? $0.kindText, value: .mapping([:])) }
    case .mapping, .alias:
      wanted = try layer.entries(at: shown)
    }
    for (name, value) in wanted {
      let type = try NamedPenalties.named(name, key: shown)
      merged[name] = value.scalar?.string == "none" ? nil : merged[name] ?? .encoding(type.init())
    }
    wanted.removeAll { $0.value.scalar?.string == "none" }
    return (SettingsTree(wanted).root, .mapping(merged))
  }
}

extension YAMLNode {
  /// `word` as `{name: word}`; anything else as it is.
  fileprivate var named: YAMLNode {
    guard case .scalar = self else { return self }
    return YAMLNode([(YAMLNode("name"), self)])
  }

  /// The name in `{name: ..., ...}`.
  fileprivate var choice: String? { mapping?["name"]?.scalar?.string }
}
