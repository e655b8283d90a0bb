import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANSettings
import Yams

/// A YAML node; `Node` alone is a node of an expression.
typealias YAMLNode = Yams.Node

/// Settings as YAML text: reading with precise errors, and writing in one standard form.
package enum SettingsText {
  /// Reads YAML text; `source` names it in errors.
  ///
  /// Dotted names are sections, merge keys (`<<`) are applied, and what stands under `anchors` is left out. In
  /// `vary` and `variants`, where a dotted name replaces less than a section, names stay in the form that the user wrote.
  /// Throws `SettingError` for a syntax error, for a setting given twice, or if the text is not a list of settings
  /// by name.
  package static func read(yaml: String, source: String) throws(SettingError) -> SettingNode {
    let node = try node(yaml, source: source)
    guard let node, !node.isNone else {
      throw SettingError(
        key: source, is: "an empty file", allowed: "settings such as 'target: ring8'")
    }
    guard let entries = node.entries else {
      throw SettingError(
        key: source, has: "\(node.kindText) at the top", allowed: "settings by name")
    }
    return try SettingNode.section(entries.filter { $0.name != anchors })
      .expandingDottedNames(except: ExperimentKey.lists)
  }

  /// The name of the place for values that only their anchors (`&name`) make known.
  package static let anchors = "anchors"

  /// Reads a file; throws `FileError` if it cannot be read, and `SettingError` as above.
  package static func read(file: String) throws -> SettingNode {
    // A pipe can be read like a file, but may never end: reading stops when the text is too long.
    let read = try FileBeginning.bytes(of: file, atMost: YAMLBounds.maximumBytes + 1)
    let bytes = try TextEncoding.withoutMark(read, name: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileError(
        file: file, value: "a file that is not UTF-8 text", allowed: "a configuration in YAML")
    }
    return try self.read(yaml: text, source: file)
  }

  /// Reads one value in YAML, as in `--set key=value`.
  package static func value(_ text: String, key: String) throws(SettingError) -> SettingNode {
    try node(text, source: key)?.expandingDottedNames(at: key) ?? .word("")
  }

  private static func node(_ yaml: String, source: String) throws(SettingError) -> SettingNode? {
    try YAMLBounds.check(yaml, source: source)
    do {
      let node = try compose(yaml: yaml, .default, .default, .utf8)
      try YAMLBounds.check(node, of: yaml, source: source)
      return try node?.settings(at: "", source: source)
    } catch let error as SettingError {
      throw error
    } catch {
      throw SettingError(yaml: error, source: source)
    }
  }

  /// The text of a configuration file: sections as blocks, and their contents on one line.
  package static func yaml(_ settings: SettingNode) -> String {
    do {
      return try serialize(node: YAMLNode(settings, depth: 0), width: -1, allowUnicode: true)
    } catch {
      fatalError("a configuration cannot be written as YAML: \(error)")
    }
  }
}

extension YAMLNode {
  /// A node in its written form; sections are blocks above this depth.
  fileprivate init(_ settings: SettingNode, depth: Int) {
    switch settings {
    case .scalar(let scalar):
      self = YAMLNode(scalar.text)
    case .list(let nodes):
      self = YAMLNode(nodes.map { YAMLNode($0, depth: depth + 1) }, .implicit, .flow)
    case .section(let entries):
      let pairs = entries.map { (YAMLNode($0.name), YAMLNode($0.value, depth: depth + 1)) }
      self = YAMLNode(pairs, .implicit, depth < 2 ? .block : .flow)
    }
  }

  /// The settings of a YAML node.
  ///
  /// Throws `SettingError` if a name is a list or a section, if an alias is undefined, or if a value has a tag.
  fileprivate func settings(at path: String, source: String) throws(SettingError) -> SettingNode {
    guard writtenTag.isEmpty else {
      throw SettingError(
        key: path.isEmpty ? source : path, has: "a value with the tag '\(writtenTag)'",
        allowed: "a value without a tag; quotes make a text")
    }
    switch self {
    case .scalar(let scalar):
      let isQuoted = [.singleQuoted, .doubleQuoted].contains(scalar.style)
      return .scalar(
        SettingNode.Scalar(text: scalar.string, isText: true, isQuoted: isQuoted))
    case .sequence(let nodes):
      var list: [SettingNode] = []
      for (index, node) in nodes.enumerated() {
        list.append(try node.settings(at: "\(path)[\(index)]", source: source))
      }
      return .list(list)
    case .mapping(let mapping):
      return .section(try entries(of: mapping, at: path, source: source))
    case .alias:
      throw SettingError(key: source, has: "an alias without an anchor", allowed: "valid YAML")
    }
  }

  /// The settings of a mapping, over those that its merge key brings.
  private func entries(
    of mapping: YAMLNode.Mapping, at path: String, source: String
  ) throws(SettingError) -> [SettingNode.Entry] {
    var (own, merged) = ([SettingNode.Entry](), [SettingNode.Entry]())
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw SettingError(
          key: path.isEmpty ? "configuration" : path, has: "a name that is \(key.kindText)",
          allowed: "words as names")
      }
      if key.isMergeKey {
        merged = try value.merged(at: path, source: source)
      } else {
        let inner = path.isEmpty ? name : "\(path).\(name)"
        own.append(SettingNode.Entry(name, try value.settings(at: inner, source: source)))
      }
    }
    return merged.isEmpty ? own : merged.overridden(by: own)
  }

  /// Whether this is the name `<<` without quotes.
  private var isMergeKey: Bool { scalar?.string == "<<" && scalar?.style == .plain }

  /// The settings of a section after `<<`, or of a list of sections, of which the first has precedence.
  private func merged(
    at path: String, source: String
  ) throws(SettingError) -> [SettingNode.Entry] {
    let node = try settings(at: path, source: source)
    var merged: [SettingNode.Entry] = []
    for section in (node.list ?? [node]).reversed() {
      guard let entries = section.entries else {
        throw SettingError(
          key: path.isEmpty ? source : path, has: "\(section.kindText) after <<",
          allowed: "settings by name, such as <<: *base with base: &base {...}, or a list of those")
      }
      merged = merged.overridden(by: entries)
    }
    return merged
  }

  /// The tag that is written before the value, such as `!!str`; empty if there is none.
  private var writtenTag: String {
    let prefix = "tag:yaml.org,2002:"
    let text = "\(prefix)str"
    let tag =
      switch self {
      // The parser gives a text in quotes the tag of a text.
      case .scalar(let scalar) where scalar.style != .plain && scalar.tag.description == text: ""
      case .scalar(let scalar): scalar.tag.description
      case .sequence(let sequence): sequence.tag.description
      case .mapping(let mapping): mapping.tag.description
      case .alias: ""
      }
    return tag.hasPrefix(prefix) ? "!!\(tag.dropFirst(prefix.count))" : tag
  }

  private var kindText: String {
    switch self {
    case .scalar(let scalar): "'\(scalar.string)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }
}

extension SettingError {
  /// The YAML reader's message, in one line.
  fileprivate init(yaml error: any Error, source: String) {
    switch error as? YamlError {
    // The parser's own limit, which its message explains by the name of a C function.
    case .scanner(_, let problem, let mark, _) where problem.contains("nesting level"),
      .parser(_, let problem, let mark, _) where problem.contains("nesting level"),
      .composer(_, let problem, let mark, _) where problem.contains("nesting level"):
      self.init(
        key: "\(source) line \(mark.line) column \(mark.column)",
        has: "lists and settings nested too deeply", allowed: "fewer levels")
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        key: "\(source) line \(mark.line) column \(mark.column)",
        has: "text with a fault (\(problem))",
        allowed: "valid YAML")
    case .reader(let problem, _, _, _):
      self.init(key: source, has: "text with a fault (\(problem))", allowed: "valid YAML")
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(
        key: "\(source) line \(context.mark.line)",
        has: "key \(duplicates.joined(separator: ", ")) given twice",
        allowed: "every key once")
    default:
      self.init(key: source, has: "text that cannot be read", allowed: "valid YAML")
    }
  }
}
