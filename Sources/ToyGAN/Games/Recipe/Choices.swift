import ToyGANSettings

/// Reads named parts (methods, optimizers, penalties): `word`, or `{name: word, its settings}`.
///
/// If the part has the same name as the current one, settings that are not given keep their values;
/// otherwise the new part starts with its own defaults.
extension SettingPlace {
  /// A method; throws `SettingError` if no method has the name, or if the method has no such setting.
  package func method(
    _ node: SettingNode, over current: any TrainingMethod
  ) throws(SettingError) -> any TrainingMethod {
    let (name, entries) = try choice(node)
    guard let name, name != type(of: current).name else { return try applied(entries, to: current) }
    return try applied(
      entries, to: try member(name, of: registry.methods) { $0.name }.init())
  }

  /// An optimizer.
  package func optimizer(
    _ node: SettingNode, over current: any Optimizer
  ) throws(SettingError) -> any Optimizer {
    let (name, entries) = try choice(node)
    guard let name, name != type(of: current).name else { return try applied(entries, to: current) }
    return try applied(
      entries, to: try member(name, of: registry.optimizers) { $0.name }.init())
  }

  /// Penalties: `none`, a name, a list of names, or settings by name, which change the current penalties.
  ///
  /// They are in the order of the registry, which is the order in which their terms are added.
  package func penalties(
    _ node: SettingNode, over current: [any Penalty]
  ) throws(SettingError) -> [any Penalty] {
    var chosen = current
    var wanted: [SettingNode.Entry]
    switch node {
    case .scalar(let word):
      chosen = []
      wanted = node.isNone ? [] : [SettingNode.Entry(word.text, .section([]))]
    case .list(let names):
      chosen = []
      wanted = names.map { SettingNode.Entry($0.text ?? $0.kindText, .section([])) }
    case .section(let entries):
      wanted = entries
    }
    for entry in wanted {
      guard entry.name != "name" || node.entries == nil else {
        throw error(
          has: "the word '\(entry.value.inline.inOneLine(60))' and settings beside it",
          allowed: "the settings of each penalty by its name, such as {r1: {weight: 1}}")
      }
      let type = try member(entry.name, of: registry.penalties) { $0.name }
      let place = chosen.firstIndex { Swift.type(of: $0).name == type.name }
      if entry.value.isNone {
        if let place { chosen.remove(at: place) }
        continue
      }
      let inner = at(entry.name)
      let penalty = try inner.applied(
        try inner.entries(of: entry.value), to: place.map { chosen[$0] } ?? type.init())
      if let place { chosen[place] = penalty } else { chosen.append(penalty) }
    }
    return registry.ordered(chosen)
  }

  private func applied(
    _ entries: [SettingNode.Entry], to method: any TrainingMethod
  ) throws(SettingError) -> any TrainingMethod { try method.applying(entries, at: self) }

  private func applied(
    _ entries: [SettingNode.Entry], to optimizer: any Optimizer
  ) throws(SettingError) -> any Optimizer { try optimizer.applying(entries, at: self) }

  private func applied(
    _ entries: [SettingNode.Entry], to penalty: any Penalty
  ) throws(SettingError) -> any Penalty { try penalty.applying(entries, at: self) }
}

extension Setting {
  /// The method of a configuration.
  static func method(_ path: WritableKeyPath<Root, any TrainingMethod> & Sendable) -> Setting {
    Setting(
      "method", meaning: "the training method, and its settings",
      allowed: "the name of a method, or {name: ..., its settings}",
      read: { (node, root, place) throws(SettingError) in
        root[keyPath: path] = try place.method(node, over: root[keyPath: path])
      },
      write: { $0[keyPath: path].namedNode },
      check: { (root, place) throws(SettingError) in
        try root[keyPath: path].checkSettings(at: place)
      },
      choices: { registry in registry.methods.map { $0.name } },
      inner: { registry in
        registry.methods.flatMap { $0.descriptions(registry: registry, named: $0.name) }
      })
  }

  /// The optimizer of a player.
  static func optimizer(_ path: WritableKeyPath<Root, any Optimizer> & Sendable) -> Setting {
    Setting(
      "optimizer", meaning: "the update rule, and its settings",
      allowed: "the name of an optimizer, or {name: ..., its settings}",
      read: { (node, root, place) throws(SettingError) in
        root[keyPath: path] = try place.optimizer(node, over: root[keyPath: path])
      },
      write: { $0[keyPath: path].namedNode },
      check: { (root, place) throws(SettingError) in
        try root[keyPath: path].checkSettings(at: place)
        try root[keyPath: path].validate(place.path)
      },
      choices: { registry in registry.optimizers.map { $0.name } },
      inner: { registry in
        registry.optimizers.flatMap { $0.descriptions(registry: registry, named: $0.name) }
      })
  }

  /// The penalties of a configuration.
  static func penalties(_ path: WritableKeyPath<Root, [any Penalty]> & Sendable) -> Setting {
    Setting(
      "penalties", meaning: "terms added to the players' losses",
      allowed: "none, a name, a list of names, or {name: {its settings}, ...}",
      read: { (node, root, place) throws(SettingError) in
        root[keyPath: path] = try place.penalties(node, over: root[keyPath: path])
      },
      write: { root in
        let penalties = root[keyPath: path].map {
          SettingNode.Entry(type(of: $0).name, .section($0.entries))
        }
        return .section(penalties.sorted { $0.name < $1.name })
      },
      check: { (root, place) throws(SettingError) in
        for penalty in root[keyPath: path] {
          try penalty.checkSettings(at: place.at(type(of: penalty).name))
        }
      },
      inner: { registry in
        registry.penalties.flatMap { type in
          type.descriptions(registry: registry).map { $0.inside(type.name) }
        }
      })
  }
}

extension NamedSettings {
  /// Descriptions of this part's settings, each with the part's name.
  fileprivate static func descriptions(
    registry: Registry, named name: String
  ) -> [SettingDescription] {
    descriptions(registry: registry).map { description in
      var copy = description
      copy.part = name
      return copy
    }
  }
}
