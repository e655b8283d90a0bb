import Foundation
import ToyGANGames
import ToyGANSettings
import Yams

extension Configuration {
  /// Reads a configuration file, then settings given one by one, each over the one before.
  ///
  /// Whatever none of them names has the value that the method's paper gives it. Without a file,
  /// that is everything. Throws `ConfigurationError` naming the dotted path of the setting.
  public init(
    file: String? = nil, assignments: [Assignment] = []
  ) throws(ConfigurationError) {
    var layers: [SettingsTree] = []
    if let file {
      layers.append(try SettingsTree(file: file).resolvingFiles(relativeTo: file))
    }
    for assignment in assignments { layers.append(try assignment.tree()) }
    try self.init(layers: layers)
  }

  /// Reads a configuration from YAML text; `source` names it in errors.
  public init(yaml: String, source: String = "configuration") throws(ConfigurationError) {
    try self.init(layers: [try SettingsTree(yaml: yaml, source: source)])
  }

  /// All settings as YAML, which reads back to the same configuration.
  public var yaml: String { YAMLNode.encoding(self).yamlText }

  init(layers: [SettingsTree]) throws(ConfigurationError) {
    var method = YAMLNode.encoding(NamedMethod(GAN()))
    for layer in layers {
      guard let choice = layer["method"] else { continue }
      let tree = YAMLNode([(YAMLNode("method"), method)])
      method = try Overlay.apply(SettingsTree(choice, at: "method"), to: tree)["method"] ?? method
    }
    var tree = YAMLNode.encoding(try Self.defaults(for: method))
    for layer in layers { tree = try Overlay.apply(layer, to: tree) }
    self = try Self.decode(tree)
    try validate()
  }

  /// The configuration that goes with a method where the user names nothing else.
  private static func defaults(for method: YAMLNode) throws(ConfigurationError) -> Configuration {
    var configuration = Configuration()
    let tree = YAMLNode([(YAMLNode("method"), method)])
    configuration.method = try decode(MethodAlone.self, from: tree).method.method
    configuration.method.prepare(&configuration)
    return configuration
  }

  private struct MethodAlone: Decodable { var method: NamedMethod }

  private static func decode(_ tree: YAMLNode) throws(ConfigurationError) -> Configuration {
    try decode(Configuration.self, from: tree)
  }

  fileprivate static func decode<Value: Decodable>(
    _ type: Value.Type, from tree: YAMLNode
  ) throws(ConfigurationError) -> Value {
    do {
      return try YAMLDecoder().decode(type, from: tree)
    } catch {
      throw ConfigurationError(decoding: error, tree: SettingsTree(tree: tree))
    }
  }
}

extension TargetConfiguration {
  /// Reads the name of a target, or the `target` of a configuration file.
  ///
  /// Throws `ConfigurationError` naming `--target` or the setting.
  public init(argument: String) throws(ConfigurationError) {
    guard argument.hasSuffix(".yaml") || argument.hasSuffix(".yml") else {
      let tree = SettingsTree(YAMLNode(argument), at: "--target").root
      self = try Configuration.decode(Named.self, from: tree).target
      return
    }
    let tree = try SettingsTree(file: argument).resolvingFiles(relativeTo: argument)
    guard let target = tree["target"] else {
      throw ConfigurationError(
        key: argument, value: "a configuration without target", allowed: "target: NAME or {...}")
    }
    self = try Configuration(layers: [SettingsTree(target, at: "target")]).target
  }

  private struct Named: Decodable {
    var target: TargetConfiguration
    private enum CodingKeys: String, CodingKey { case target = "--target" }
  }
}

/// A setting given on the command line, `key.path=value`.
public struct Assignment: Sendable, Equatable {
  public var path: String
  /// In YAML.
  public var value: String

  public init(path: String, value: String) { (self.path, self.value) = (path, value) }

  /// Reads `key.path=value`.
  ///
  /// Throws `ConfigurationError` when there is no `=` or no key.
  public init(_ text: String) throws(ConfigurationError) {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
      throw ConfigurationError(key: "--set", value: "'\(text)'", allowed: "key.path=value")
    }
    path = text[..<sign].trimmingCharacters(in: .whitespaces)
    value = String(text[text.index(after: sign)...])
  }

  func tree() throws(ConfigurationError) -> SettingsTree {
    guard !path.split(separator: ".", omittingEmptySubsequences: false).contains("") else {
      throw ConfigurationError(key: "--set", value: "'\(path)'", allowed: "a dotted key")
    }
    return SettingsTree(try SettingsTree.value(value, key: path), at: path)
      .resolvingFiles(relativeTo: nil)
  }
}

extension SettingsTree {
  init(tree: YAMLNode) { root = tree }

  /// Makes the path of a points file absolute, so that the configuration can be kept elsewhere.
  ///
  /// A relative one starts at the configuration's folder, or at the current one without a file.
  func resolvingFiles(relativeTo file: String?) -> SettingsTree {
    guard let name = self["target.points.file"]?.scalar?.string, !name.isEmpty else { return self }
    let folder = file.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let path = URL(fileURLWithPath: name, relativeTo: folder).standardizedFileURL.path
    var copy = self
    copy.root.mapping?["target"]?.mapping?["points"]?.mapping?["file"] = YAMLNode(path)
    return copy
  }
}

extension ConfigurationError {
  /// An error of decoding, with the text that stands at its place in the tree.
  init(decoding error: any Error, tree: SettingsTree) {
    switch error {
    case let error as ConfigurationError:
      self = error
    case DecodingError.typeMismatch(let type, let context),
      DecodingError.valueNotFound(let type, let context):
      self.init(
        key: context.codingPath.dotted, value: tree.text(at: context.codingPath),
        allowed: Self.allowed(type))
    case DecodingError.keyNotFound(let key, let context):
      let path = context.codingPath + [key]
      self.init(key: path.dotted, value: "a missing setting", allowed: "a value")
    case DecodingError.dataCorrupted(let context):
      self.init(
        key: context.codingPath.dotted, value: tree.text(at: context.codingPath),
        allowed: "another value")
    default:
      self.init(key: "configuration", value: "\(error)", allowed: "valid settings")
    }
  }

  private static func allowed(_ type: Any.Type) -> String {
    switch type {
    case is Int.Type: "a whole number"
    case is UInt64.Type: "a whole number, 0 or above"
    case is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is YAMLNode.Sequence.Type: "a list"
    case is YAMLNode.Mapping.Type: "settings by name, {key: value}"
    case is YAMLNode.Scalar.Type: "a single value"
    default: "one word"
    }
  }
}

extension SettingsTree {
  fileprivate func text(at path: [any CodingKey]) -> String {
    let node = path.reduce(Optional(root)) { node, key in
      guard let index = key.intValue else { return node?.mapping?[key.stringValue] }
      guard let sequence = node?.sequence, sequence.indices.contains(index) else { return nil }
      return sequence[index]
    }
    return node?.kindText ?? "nothing"
  }
}
