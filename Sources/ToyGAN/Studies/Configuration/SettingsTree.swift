import Foundation
import ToyGANCore
import ToyGANSettings
import Yams

/// A tree of YAML; `Node` alone is a node of an expression.
package typealias YAMLNode = Yams.Node

/// A YAML mapping as the user wrote it, before defaults are filled in.
package struct SettingsTree {
  /// Always a mapping.
  package var root: YAMLNode

  /// Reads YAML text; `source` names it in errors.
  ///
  /// Throws `ConfigurationError` on a syntax error, a duplicate key, or anything but a mapping.
  package init(yaml: String, source: String) throws(ConfigurationError) {
    let node = try Self.node(yaml, source: source)
    guard let node, node.null == nil else {
      throw ConfigurationError(
        key: source, value: "an empty file", allowed: "settings such as 'target: ring8'")
    }
    guard case .mapping = node else {
      throw ConfigurationError(
        key: source, value: "\(node.kindText) at the top", allowed: "settings by name")
    }
    root = node
  }

  /// Reads a file.
  ///
  /// Throws `ConfigurationError` naming the file also when it cannot be read.
  package init(file: String) throws(ConfigurationError) {
    // A pipe is as good as a file, but may never end: what is too long is not read on.
    let handle = FileHandle(forReadingAtPath: file)
    guard let handle, let read = try? handle.read(upToCount: YAMLBounds.mostBytes + 1) ?? Data()
    else {
      throw ConfigurationError(
        key: file, value: "a file that cannot be read", allowed: "a configuration in YAML")
    }
    guard let text = String(validating: read, as: UTF8.self) else {
      throw ConfigurationError(
        key: file, value: "a file that is not UTF-8 text", allowed: "a configuration in YAML")
    }
    try self.init(yaml: text, source: file)
  }

  /// One setting by its dotted path.
  package init(_ value: YAMLNode, at path: String) {
    root = path.split(separator: ".").reversed().reduce(value) { value, key in
      YAMLNode([(YAMLNode(String(key)), value)])
    }
  }

  package init(_ entries: [(key: String, value: YAMLNode)]) {
    root = YAMLNode(entries.map { (YAMLNode($0.key), $0.value) })
  }

  /// Settings by name, in the order they were written.
  ///
  /// Throws `ConfigurationError` where a name is a list or a mapping.
  func entries() throws(ConfigurationError) -> [(key: String, value: YAMLNode)] {
    try root.entries(at: "")
  }

  /// The setting at a dotted path, or nil.
  subscript(path: String) -> YAMLNode? {
    path.split(separator: ".").reduce(Optional(root)) { node, key in
      node?.mapping?.first { $0.key.string == String(key) }?.value
    }
  }

  /// Reads one value in YAML, as after `--set key=`.
  static func value(_ text: String, key: String) throws(ConfigurationError) -> YAMLNode {
    try node(text, source: key) ?? YAMLNode("")
  }

  private static func node(_ yaml: String, source: String) throws(ConfigurationError) -> YAMLNode? {
    try YAMLBounds.check(yaml, source: source)
    do {
      let node = try compose(yaml: yaml, .default, .default, .utf8)
      try YAMLBounds.check(node, source: source)
      return node
    } catch let error as ConfigurationError {
      throw error
    } catch {
      throw ConfigurationError(yaml: error, source: source)
    }
  }
}

extension YAMLNode {
  /// What this is, to someone who does not know YAML's words.
  var kindText: String {
    switch self {
    case .scalar(let scalar):
      "'\(scalar.string.prefix(60))\(scalar.string.count > 60 ? "..." : "")'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }

  /// The entries of a mapping.
  ///
  /// Throws `ConfigurationError` at `path` when this is none, or a key is not a word.
  func entries(at path: String) throws(ConfigurationError) -> [(key: String, value: YAMLNode)] {
    guard case .mapping(let mapping) = self else {
      throw ConfigurationError(
        key: path, value: kindText, allowed: "settings by name, {key: value}")
    }
    var entries: [(key: String, value: YAMLNode)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw ConfigurationError(
          key: path.isEmpty ? "configuration" : path, value: "a name that is \(key.kindText)",
          allowed: "words as names")
      }
      entries.append((name, value))
    }
    return entries
  }
}

extension ConfigurationError {
  /// What the YAML reader says, in one line.
  init(yaml error: any Error, source: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        key: "\(source) line \(mark.line) column \(mark.column)", value: problem,
        allowed: "valid YAML")
    case .reader(let problem, _, _, _):
      self.init(key: source, value: problem, allowed: "valid YAML")
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(
        key: "\(source) line \(context.mark.line)",
        value: "key \(duplicates.joined(separator: ", ")) given twice",
        allowed: "every key once")
    default:
      self.init(key: source, value: "text that cannot be read", allowed: "valid YAML")
    }
  }
}
