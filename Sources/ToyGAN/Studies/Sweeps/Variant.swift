import ToyGANFiles
import ToyGANSettings

/// The settings of one line of a comparison.
struct Variant {
  /// The label in tables; empty for the method's name.
  var label: String
  /// Dotted keys and their values, in the order of the file.
  var settings: [(path: String, value: SettingNode)]

  /// Reads the list under `variants`.
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
      let label = try label(entries.first { $0.name == "label" }?.value, key: key)
      let settings = entries.filter { $0.name != "label" }
      variants.append(
        Variant(label: label, settings: settings.map { setting($0.name, $0.value, file: file) }))
    }
    return variants
  }

  private static func label(_ node: SettingNode?, key: String) throws -> String {
    guard let node else {
      throw SettingError(key: key, value: "a variant without a label", allowed: "label: ...")
    }
    // Without quotes these words mean that there is no value.
    guard case .scalar(let scalar) = node, !scalar.text.allSatisfy(\.isWhitespace),
      scalar.isQuoted || !["null", "Null", "NULL", "~"].contains(scalar.text)
    else {
      throw SettingError(
        key: "\(key).label", value: node.kindText, allowed: "a text that is not blank")
    }
    return scalar.text
  }

  /// The product of the lists under `vary`, with the last key varying
  /// fastest; one empty variant if there are none.
  static func product(_ node: SettingNode?, file: String?) throws -> [Variant] {
    var variants = [Variant(label: "", settings: [])]
    guard let node else { return variants }
    guard let entries = node.entries else {
      throw SettingError(key: "vary", value: node.kindText, allowed: "{key: [values], ...}")
    }
    let combinations = entries.reduce(1.0) { $0 * Double($1.value.list?.count ?? 1) }
    guard combinations <= Double(Experiment.maximumRuns) else {
      throw SettingError(
        key: "vary", value: "\(DecimalText.significant(combinations, 6)) combinations",
        allowed: "at most \(Experiment.maximumRuns)")
    }
    for entry in entries {
      let (path, values) = (entry.name, entry.value)
      guard let values = values.list, !values.isEmpty else {
        throw SettingError(
          key: "vary.\(path)", value: values.kindText, allowed: "a list of values")
      }
      let choices = values.map { value in
        Variant(
          label: label(path, value), settings: [setting(path, value, file: file)])
      }
      variants = variants.crossed(with: choices)
    }
    return variants
  }

  private static func setting(
    _ path: String, _ value: SettingNode, file: String?
  ) -> (path: String, value: SettingNode) {
    let settings = SettingNode(value, at: path).resolvingFiles(relativeTo: file)
    return (path, settings[path] ?? value)
  }

  /// The label of a varied setting: `wgan` for a method or target by name, `steps=5` for anything else.
  private static func label(_ path: String, _ value: SettingNode) -> String {
    let text = value.shortText
    guard path != "method", path != "target" else { return text }
    return "\(path.split(separator: ".").last ?? "")=\(text)"
  }
}

extension [Variant] {
  /// Every combination of these variants with `others`, which vary fastest.
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

extension SettingNode {
  /// A value in a short form: `unrolled steps=5` for `{name: unrolled, steps: 5}`.
  fileprivate var shortText: String {
    switch self {
    case .scalar(let scalar): scalar.text
    case .list(let items): "[\(items.map(\.shortText).joined(separator: " "))]"
    case .section(let entries):
      entries.map { entry in
        entry.name == "name" ? entry.value.shortText : "\(entry.name)=\(entry.value.shortText)"
      }.joined(separator: " ")
    }
  }

  /// These settings with each of `settings` replacing the value at its path, if there is one.
  func replacing(
    _ settings: [(path: String, value: SettingNode)]
  ) throws(SettingError) -> SettingNode {
    var copy = self
    for (path, value) in settings {
      // An optimizer for both players replaces the base settings of each player's optimizer.
      if path == "optimizer" {
        copy = copy.removing("generator.optimizer").removing("discriminator.optimizer")
      }
      guard !path.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
        throw SettingError(key: "'\(path)'", value: "this name", allowed: "a dotted key")
      }
      copy = copy.setting(value, at: path)
    }
    return copy
  }
}
