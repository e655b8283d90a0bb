/// Settings as a user wrote them: words and numbers, lists, and sections of settings by name.
///
/// It is the common form of configuration files, command-line options and stored plans.
public indirect enum SettingNode: Sendable, Equatable {
  case scalar(Scalar)
  case list([SettingNode])
  case section([Entry])

  /// A single word, number, `true` or `false`.
  public struct Scalar: Sendable, Equatable {
    /// The text of the scalar.
    public var text: String
    /// Whether the text is a word, which JSON writes in quotes; otherwise it is a number or a truth value.
    public var isText: Bool
    /// Whether the user wrote it in quotes, so that it can only be a word.
    public var isQuoted: Bool

    /// A scalar with this text.
    public init(text: String, isText: Bool, isQuoted: Bool = false) {
      self.text = text
      self.isText = isText
      self.isQuoted = isQuoted
    }

    /// Scalars are equal if their characters are equal.
    public static func == (a: Scalar, b: Scalar) -> Bool { a.text == b.text }
  }

  /// A setting and its name.
  public struct Entry: Sendable, Equatable {
    /// Name of the setting.
    public var name: String
    /// The value of the setting.
    public var value: SettingNode

    /// A setting with its name and value.
    public init(_ name: String, _ value: SettingNode) {
      self.name = name
      self.value = value
    }
  }

  /// A scalar that is a word.
  public static func word(_ text: String) -> SettingNode {
    .scalar(Scalar(text: text, isText: true))
  }

  /// A scalar that is a number or a truth value, in the notation of YAML and JSON.
  ///
  /// Traps for another text, which JSON would have to write in quotes.
  public static func literal(_ text: String) -> SettingNode {
    precondition(
      Double(text)?.isFinite ?? ["true", "false"].contains(text),
      "'\(text)' is a word: expected a number, true or false")
    return .scalar(Scalar(text: text, isText: false))
  }

  /// A section that contains only `value`, at a dotted path.
  public init(_ value: SettingNode, at path: String) {
    self = path.split(separator: ".").reversed().reduce(value) { value, name in
      .section([Entry(String(name), value)])
    }
  }
}

extension SettingNode {
  /// The text of a scalar; nil for a list or a section.
  public var text: String? {
    if case .scalar(let scalar) = self { scalar.text } else { nil }
  }

  /// The elements of a list; nil for anything else.
  public var list: [SettingNode]? {
    if case .list(let nodes) = self { nodes } else { nil }
  }

  /// The settings of a section; nil for anything else.
  public var entries: [Entry]? {
    if case .section(let entries) = self { entries } else { nil }
  }

  /// Whether this is `none`, `null`, `~` or empty.
  public var isNone: Bool { text.map { ["none", "null", "~", ""].contains($0) } ?? false }

  /// The setting at a dotted path, or nil.
  public subscript(path: String) -> SettingNode? {
    path.split(separator: ".").reduce(Optional(self)) { node, name in
      node?.entries?.first { $0.name == name }?.value
    }
  }

  /// The kind of this node, for a message.
  public var kindText: String {
    switch self {
    case .scalar(let scalar) where scalar.isQuoted && scalar.text.isEmpty: "an empty text"
    case .scalar(let scalar):
      "'\(scalar.text.prefix(60))\(scalar.text.count > 60 ? "..." : "")'"
        + (scalar.isQuoted ? " in quotes, which is text," : "")
    case .list(let nodes): nodes.isEmpty ? "an empty list" : "a list"
    case .section(let entries): entries.isEmpty ? "an empty mapping" : "a mapping"
    }
  }

  /// The value on one line of YAML.
  public var inline: String {
    switch self {
    case .scalar(let scalar): scalar.text
    case .list(let nodes): "[\(nodes.map(\.inline).joined(separator: ", "))]"
    case .section(let entries):
      "{\(entries.map { "\($0.name): \($0.value.inline)" }.joined(separator: ", "))}"
    }
  }

  /// This section with `value` at a dotted path, where it replaces the previous value.
  ///
  /// A word on the path becomes a section with that name: `method: unrolled` is short for
  /// `method: {name: unrolled}`, to which `method.steps` can be added.
  public func setting(_ value: SettingNode, at path: String) -> SettingNode {
    setting(value, at: path.split(separator: ".").map(String.init)[...])
  }

  private func setting(_ value: SettingNode, at path: ArraySlice<String>) -> SettingNode {
    guard let name = path.first else { return value }
    var entries = entries ?? []
    if let word = text, !word.isEmpty { entries = [Entry("name", self)] }
    let place = entries.firstIndex { $0.name == name }
    let inner = place.map { entries[$0].value } ?? .section([])
    let entry = Entry(name, inner.setting(value, at: path.dropFirst()))
    if let place { entries[place] = entry } else { entries.append(entry) }
    return .section(entries)
  }

  /// This section without the setting at a dotted path.
  public func removing(_ path: String) -> SettingNode {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    guard let entries, let name = parts.first else { return self }
    if parts.count == 1 { return .section(entries.filter { $0.name != name }) }
    return .section(
      entries.map { $0.name == name ? Entry(name, $0.value.removing(parts[1])) : $0 })
  }
}

// MARK: - JSON

extension SettingNode {
  /// The value as one line of JSON, with names in alphabetical order.
  public var json: String {
    switch self {
    case .scalar(let scalar): scalar.isText ? Self.quoted(scalar.text) : scalar.text
    case .list(let nodes): "[\(nodes.map(\.json).joined(separator: ","))]"
    case .section(let entries):
      "{\(entries.sorted { $0.name < $1.name }.map { "\(Self.quoted($0.name)):\($0.value.json)" }.joined(separator: ","))}"
    }
  }

  private static func quoted(_ word: String) -> String {
    var text = "\""
    for scalar in word.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{c}": text += "\\f"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
