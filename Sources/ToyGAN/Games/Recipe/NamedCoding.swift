import ToyGANSettings

extension Catalogue {
  /// The method of this name, or nil.
  public static func method(_ name: String) -> (any TrainingMethod.Type)? {
    methods.first { $0.name == name }
  }

  /// The optimizer of this name, or nil.
  public static func optimizer(_ name: String) -> (any Optimizer.Type)? {
    optimizers.first { $0.name == name }
  }

  /// The penalty of this name, or nil.
  public static func penalty(_ name: String) -> (any Penalty.Type)? {
    penalties.first { $0.name == name }
  }
}

private enum NameKey: String, CodingKey { case name }

/// A method in a configuration: `{name: ..., its settings}`.
package struct NamedMethod: Codable {
  package var method: any TrainingMethod

  package init(_ method: any TrainingMethod) { self.method = method }

  package init(from decoder: any Decoder) throws {
    let name = try decoder.container(keyedBy: NameKey.self).decode(String.self, forKey: .name)
    method = try Self.named(name, key: decoder.codingPath.dotted).init(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: NameKey.self)
    try container.encode(type(of: method).name, forKey: .name)
    try method.encode(to: encoder)
  }

  package static func named(_ name: String, key: String) throws(ConfigurationError)
    -> any TrainingMethod.Type
  {
    guard let type = Catalogue.method(name) else {
      throw .unknown(name, key: key, known: Catalogue.methods.map { $0.name })
    }
    return type
  }
}

/// An optimizer in a configuration: `{name: ..., its settings}`.
package struct NamedOptimizer: Codable {
  var optimizer: any Optimizer

  package init(_ optimizer: any Optimizer) { self.optimizer = optimizer }

  package init(from decoder: any Decoder) throws {
    let name = try decoder.container(keyedBy: NameKey.self).decode(String.self, forKey: .name)
    optimizer = try Self.named(name, key: decoder.codingPath.dotted).init(from: decoder)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: NameKey.self)
    try container.encode(type(of: optimizer).name, forKey: .name)
    try optimizer.encode(to: encoder)
  }

  package static func named(_ name: String, key: String) throws(ConfigurationError)
    -> any Optimizer.Type
  {
    guard let type = Catalogue.optimizer(name) else {
      throw .unknown(name, key: key, known: Catalogue.optimizers.map { $0.name })
    }
    return type
  }
}

/// Penalties in a configuration: `{name: {its settings}, ...}`, in the order of the catalogue.
package struct NamedPenalties: Codable {
  var penalties: [any Penalty] = []

  package init(_ penalties: [any Penalty]) { self.penalties = penalties }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    try decoder.requireKnown(Catalogue.penalties.map { $0.name })
    for type in Catalogue.penalties {
      let key = AnyKey(stringValue: type.name)
      if container.contains(key) { penalties.append(try container.decode(type, forKey: key)) }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: AnyKey.self)
    for penalty in penalties {
      try penalty.encode(
        to: container.superEncoder(forKey: AnyKey(stringValue: type(of: penalty).name)))
    }
  }

  package static func named(_ name: String, key: String) throws(ConfigurationError)
    -> any Penalty.Type
  {
    guard let type = Catalogue.penalty(name) else {
      throw .unknown(name, key: key, known: Catalogue.penalties.map { $0.name })
    }
    return type
  }
}

/// `none`, or `{course: cosine, steps: n, to: share}`.
extension Annealing: Codable {
  private enum Keys: String, CodingKey, CaseIterable { case course, steps, to }

  public init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(String.self) {
      guard word == "none" else {
        throw ConfigurationError(
          key: decoder.codingPath.dotted, value: "'\(word)'",
          allowed: "none, or {course: linear, steps: n, to: share}")
      }
      self = .none
      return
    }
    try decoder.requireKnown(Keys.allCases.map(\.rawValue))
    let container = try decoder.container(keyedBy: Keys.self)
    self = .falling(
      try container.decode(Course.self, forKey: .course),
      steps: try container.decode(Int.self, forKey: .steps),
      to: try container.decode(Double.self, forKey: .to))
  }

  public func encode(to encoder: any Encoder) throws {
    guard case .falling(let course, let steps, let share) = self else {
      var container = encoder.singleValueContainer()
      return try container.encode("none")
    }
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(course, forKey: .course)
    try container.encode(steps, forKey: .steps)
    try container.encode(share, forKey: .to)
  }
}
