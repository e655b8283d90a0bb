import ToyGANSettings

/// Settings that make one line of a comparison.
struct Variant {
  /// What tables call it; empty for the method's name.
  var label: String
  /// Dotted keys and what stands there, in the order of the file.
  var settings: [(path: String, value: YAMLNode)]

  /// Reads the list under `variants`.
  static func list(_ node: YAMLNode?, file: String?) throws(ConfigurationError) -> [Variant] {
    guard let node else { return [] }
    guard let items = node.sequence, !items.isEmpty else {
      throw ConfigurationError(
        key: "variants", value: node.kindText, allowed: "a list of {label: ..., settings}")
    }
    var variants: [Variant] = []
    for (index, item) in items.enumerated() {
      let key = "variants[\(index)]"
      let entries = try item.entries(at: key)
      guard let label = entries.first(where: { $0.key == "label" })?.value.scalar?.string,
        !label.isEmpty
      else {
        throw ConfigurationError(
          key: key, value: "a variant without a label", allowed: "label: ...")
      }
      let settings = entries.filter { $0.key != "label" }
      variants.append(Variant(label: label, settings: settings.map { setting($0, file: file) }))
    }
    return variants
  }

  /// The product of the lists under `vary`, the last key fastest; one empty variant without any.
  static func product(_ node: YAMLNode?, file: String?) throws(ConfigurationError) -> [Variant] {
    var variants = [Variant(label: "", settings: [])]
    guard let node else { return variants }
    for (path, values) in try node.entries(at: "vary") {
      guard let values = values.sequence, !values.isEmpty else {
        throw ConfigurationError(
          key: "vary.\(path)", value: values.kindText, allowed: "a list of values")
      }
      let choices = values.map { value in
        Variant(
          label: label(path, value), settings: [setting((key: path, value: value), file: file)])
      }
      variants = variants.crossed(with: choices)
    }
    return variants
  }

  private static func setting(
    _ entry: (key: String, value: YAMLNode), file: String?
  ) -> (path: String, value: YAMLNode) {
    let tree = SettingsTree(entry.value, at: entry.key).resolvingFiles(relativeTo: file)
    return (entry.key, tree[entry.key] ?? entry.value)
  }

  /// `wgan` for a method or target by name, `steps=5` for anything else.
  private static func label(_ path: String, _ value: YAMLNode) -> String {
    let text = value.shortText
    guard path != "method", path != "target" else { return text }
    return "\(path.split(separator: ".").last ?? "")=\(text)"
  }
}

extension [Variant] {
  /// Every variant here with every one of `others`, which run faster.
  func crossed(with others: [Variant]) -> [Variant] {
    flatMap { variant in
      others.map { other in
        Variant(
          label: [variant.label, other.label].filter { !$0.isEmpty }.joined(separator: ", "),
          settings: variant.settings + other.settings)
      }
    }
  }
}

extension YAMLNode {
  /// A value in few words: `unrolled steps=5` for `{name: unrolled, steps: 5}`.
  fileprivate var shortText: String {
    switch self {
    case .scalar(let scalar): scalar.string
    case .sequence(let items): "[\(items.map(\.shortText).joined(separator: " "))]"
    case .mapping(let mapping):
      mapping.map { key, value in
        key.string == "name" ? value.shortText : "\(key.shortText)=\(value.shortText)"
      }.joined(separator: " ")
    case .alias: ""
    }
  }
}

extension SettingsTree {
  /// This tree with each setting in the place of what stood there, if anything did.
  func replacing(
    _ settings: [(path: String, value: YAMLNode)]
  ) throws(ConfigurationError) -> SettingsTree {
    var copy = self
    for (path, value) in settings {
      // A word for both players replaces what the base says of either.
      if path == "optimizer" {
        copy.remove("generator.optimizer")
        copy.remove("discriminator.optimizer")
      }
      let keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard !keys.contains("") else {
        throw ConfigurationError(key: "'\(path)'", value: "this name", allowed: "a dotted key")
      }
      copy.root = Self.set(value, at: keys[...], in: copy.root)
    }
    return copy
  }

  private mutating func remove(_ path: String) {
    let keys = path.split(separator: ".").map(String.init)
    guard keys.count == 2, let section = self[keys[0]]?.mapping else { return }
    let kept = section.filter { $0.key.string != keys[1] }
    root.mapping?[keys[0]] = YAMLNode(kept.map { ($0.key, $0.value) })
  }

  private static func set(
    _ value: YAMLNode, at keys: ArraySlice<String>, in node: YAMLNode
  ) -> YAMLNode {
    guard let key = keys.first else { return value }
    // `method: unrolled` is short for `{name: unrolled}`, which `method.steps` adds to.
    var mapping = node.mapping ?? [:]
    if let word = node.scalar?.string, !word.isEmpty { mapping["name"] = YAMLNode(word) }
    mapping[key] = set(value, at: keys.dropFirst(), in: mapping[key] ?? .mapping([:]))
    return .mapping(mapping)
  }
}
