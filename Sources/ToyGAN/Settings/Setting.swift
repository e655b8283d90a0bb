/// One setting of a type: its name, its key path, its allowed values and its meaning.
///
/// This is its only declaration. Reading and writing configurations, the order of written settings, checks
/// of values made in Swift, `toygan list settings` and the reference page are derived from it.
public struct Setting<Root>: Sendable {
  /// The name in a configuration.
  public let name: String
  /// The meaning in one sentence.
  public let meaning: String
  /// The allowed values, in words.
  public let allowed: String
  let read: @Sendable (SettingNode, inout Root, SettingPlace) throws(SettingError) -> Void
  /// The node to write; nil if the setting is omitted.
  let write: @Sendable (Root) -> SettingNode?
  let check: @Sendable (Root, SettingPlace) throws(SettingError) -> Void
  /// The words that can be chosen; nil if other values are allowed too.
  let choices: @Sendable (Registry) -> [String]?
  /// Descriptions of the nested settings, if the setting is a section.
  let inner: @Sendable (Registry) -> [SettingDescription]
  /// Common other names, by which the setting is found and suggested; a configuration cannot use them.
  package private(set) var otherNames: [String] = []

  package init(
    _ name: String, meaning: String, allowed: String,
    read: @escaping @Sendable (SettingNode, inout Root, SettingPlace) throws(SettingError) -> Void,
    write: @escaping @Sendable (Root) -> SettingNode?,
    check: @escaping @Sendable (Root, SettingPlace) throws(SettingError) -> Void,
    choices: @escaping @Sendable (Registry) -> [String]? = { _ in nil },
    inner: @escaping @Sendable (Registry) -> [SettingDescription] = { _ in [] }
  ) {
    self.name = name
    self.meaning = meaning
    self.allowed = allowed
    self.read = read
    self.write = write
    self.check = check
    self.choices = choices
    self.inner = inner
  }
}

extension Setting {
  /// A setting that allows every value of its type.
  public init<Value: SettingValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ meaning: String
  ) {
    self.init(
      name, path, meaning, allowed: Value.form, write: { $0[keyPath: path].node },
      requiring: { (_, _) throws(SettingError) in })
  }

  /// A setting that allows only the values in `allowed`.
  public init<Value: SettingValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ allowed: Allowed<Value>,
    _ meaning: String
  ) {
    self.init(
      name, path, meaning, allowed: allowed.text, write: { $0[keyPath: path].node }
    ) { (value, place) throws(SettingError) in
      try Self.require(value, allowed, at: place)
    }
  }

  /// A setting that may be `none`, or otherwise one of the values in `allowed`.
  public init<Value: SettingValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value?> & Sendable,
    orNone allowed: Allowed<Value>,
    _ meaning: String
  ) {
    self.init(
      name, path, meaning, allowed: "none, or \(allowed.text)", write: { $0[keyPath: path].node }
    ) { (value, place) throws(SettingError) in
      if let value { try Self.require(value, allowed, at: place) }
    }
  }

  /// A setting that is omitted from the written configuration if it is nil.
  public init<Value: SettingValue>(
    _ name: String, optional path: WritableKeyPath<Root, Value?> & Sendable, _ meaning: String
  ) {
    self.init(
      name, path, meaning, allowed: Value.form, write: { $0[keyPath: path]?.node },
      requiring: { (_, _) throws(SettingError) in })
  }

  /// A list whose elements must all be allowed by `each`; it must not be empty unless it `mayBeEmpty`.
  public init<Value: SettingValue>(
    _ name: String, _ path: WritableKeyPath<Root, [Value]> & Sendable, each: Allowed<Value>,
    example: String, _ meaning: String
  ) {
    self.init(
      name, path, meaning, allowed: "a list such as \(example), each \(each.text)",
      write: { $0[keyPath: path].node }
    ) { (values, place) throws(SettingError) in
      guard !values.isEmpty else {
        throw place.error("an empty list", allowed: "a list such as \(example)")
      }
      for (index, value) in values.enumerated() {
        try Self.require(value, each, at: place.at(index))
      }
    }
  }

  private init<Value: SettingValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, _ meaning: String,
    allowed: String, write: @escaping @Sendable (Root) -> SettingNode?,
    requiring require: @escaping @Sendable (Value, SettingPlace) throws(SettingError) -> Void
  ) {
    self.init(
      name, meaning: meaning, allowed: allowed,
      read: { (node, root, place) throws(SettingError) in
        let value: Value
        do throws(SettingError) {
          value = try Value.read(node, over: root[keyPath: path], at: place)
        } catch {
          throw error.saying(allowed, inPlaceOf: Value.form, at: place)
        }
        do throws(SettingError) { try require(value, place) } catch {
          throw error.naming(node, at: place)
        }
        root[keyPath: path] = value
      },
      write: write,
      check: { (root, place) throws(SettingError) in
        try root[keyPath: path].check(at: place)
        try require(root[keyPath: path], place)
      },
      choices: { Value.choices(in: $0) },
      inner: { Self.descriptions(of: Value.self, registry: $0) })
  }

  private static func require<Value: SettingValue>(
    _ value: Value, _ allowed: Allowed<Value>, at place: SettingPlace
  ) throws(SettingError) {
    if !allowed.holds(value) {
      throw place.error(value.node.inline, allowed: allowed.text)
    }
  }

  private static func descriptions(of type: any SettingValue.Type, registry: Registry)
    -> [SettingDescription]
  {
    switch type {
    case let type as any SettingSection.Type: type.descriptions(registry: registry)
    case let type as any OptionalSection.Type: type.descriptions(registry: registry)
    default: []
    }
  }
}

private protocol OptionalSection {
  static func descriptions(registry: Registry) -> [SettingDescription]
}

extension Optional: OptionalSection where Wrapped: SettingSection {
  static func descriptions(registry: Registry) -> [SettingDescription] {
    Wrapped.descriptions(registry: registry)
  }
}

extension SettingError {
  /// This error, if it is about the form of a whole value, with all that the setting allows.
  fileprivate func saying(
    _ allowed: String, inPlaceOf form: String, at place: SettingPlace
  ) -> SettingError {
    let remark = self.allowed.dropFirst(form.count)
    let remarks = [";", ", up to ", " without "]
    guard key == place.path, self.allowed.hasPrefix(form),
      remark.isEmpty || remarks.contains(where: remark.hasPrefix)
    else { return self }
    var copy = self
    // The limit of the type is of no interest where the setting has a narrower one.
    let isLimit = remark.hasPrefix(", up to ") && allowed != form
    copy.allowed = isLimit ? allowed : allowed + remark
    return copy
  }
}

extension SettingError {
  /// This error with the number as the user wrote it, `1e-400` and not 0: at the place, or in the list there.
  fileprivate func naming(_ node: SettingNode, at place: SettingPlace) -> SettingError {
    var copy = self
    if key == place.path, let text = node.text {
      copy.value = text.isEmpty ? "an empty text" : text.inOneLine(60)
    } else if let nodes = node.list,
      let index = nodes.indices.first(where: { place.at($0).path == key }),
      let text = nodes[index].text
    {
      copy.value = text.inOneLine(60)
    }
    return copy
  }
}

extension Setting {
  /// This setting as a setting of an outer type that contains this type and presents its settings as its own.
  public func lifted<Outer>(
    through path: WritableKeyPath<Outer, Root> & Sendable
  ) -> Setting<Outer> {
    Setting<Outer>(
      name, meaning: meaning, allowed: allowed,
      read: { (node, outer, place) throws(SettingError) in
        try read(node, &outer[keyPath: path], place)
      },
      write: { write($0[keyPath: path]) },
      check: { (outer, place) throws(SettingError) in try check(outer[keyPath: path], place) },
      choices: choices, inner: inner
    ).named(otherNames)
  }

  /// This setting with common other names, by which `toygan list settings` and messages find it.
  public func also(_ names: String...) -> Setting { named(names) }

  private func named(_ names: [String]) -> Setting {
    var copy = self
    copy.otherNames += names
    return copy
  }
}
