import ToyGANSettings

/// A word, or `{leakyRelu: slope}`.
extension Activation: Codable {
  private enum Form: String, CodingKey { case leakyRelu }

  private static let words: [(name: String, activation: Activation)] = [
    ("tanh", .tanh), ("relu", .relu), ("leakyRelu", .leakyRelu), ("softplus", .softplus),
    ("elu", .elu), ("silu", .silu), ("linear", .linear),
  ]

  public init(from decoder: any Decoder) throws {
    let names = Self.words.map(\.name)
    guard let name = try? decoder.singleValueContainer().decode(String.self) else {
      _ = try decoder.onlyKey(of: ["leakyRelu"], or: names.joined(separator: ", "))
      let container = try decoder.container(keyedBy: Form.self)
      self = .leakyRelu(slope: try container.decode(Double.self, forKey: .leakyRelu))
      return
    }
    guard let word = Self.words.first(where: { $0.name == name }) else {
      throw ConfigurationError.unknown(
        name, key: decoder.codingPath.dotted, known: names, or: "{leakyRelu: slope}")
    }
    self = word.activation
  }

  public func encode(to encoder: any Encoder) throws {
    if case .leakyRelu(let slope) = self {
      var container = encoder.container(keyedBy: Form.self)
      return try container.encode(slope, forKey: .leakyRelu)
    }
    var container = encoder.singleValueContainer()
    try container.encode(Self.words.first { $0.activation == self }?.name)
  }

  func validate(_ key: String) throws(ConfigurationError) {
    if case .leakyRelu(let slope) = self { try Check.notNegative(slope, "\(key).leakyRelu") }
  }
}

/// `glorot`, `he`, `{orthogonal: gain}` or `{normal: deviation}`.
extension Initialization: Codable {
  private enum Form: String, CodingKey { case orthogonal, normal }

  public init(from decoder: any Decoder) throws {
    guard let name = try? decoder.singleValueContainer().decode(String.self) else {
      let form = try decoder.onlyKey(of: ["orthogonal", "normal"], or: "glorot or he")
      let container = try decoder.container(keyedBy: Form.self)
      self =
        form == "normal"
        ? .normal(deviation: try container.decode(Double.self, forKey: .normal))
        : .orthogonal(gain: try container.decode(Double.self, forKey: .orthogonal))
      return
    }
    switch name {
    case "glorot": self = .glorot
    case "he": self = .he
    default:
      throw ConfigurationError.unknown(
        name, key: decoder.codingPath.dotted, known: ["glorot", "he"],
        or: "{orthogonal: gain} or {normal: deviation}")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .glorot, .he:
      var container = encoder.singleValueContainer()
      try container.encode(self == .he ? "he" : "glorot")
    case .orthogonal(let gain):
      var container = encoder.container(keyedBy: Form.self)
      try container.encode(gain, forKey: .orthogonal)
    case .normal(let deviation):
      var container = encoder.container(keyedBy: Form.self)
      try container.encode(deviation, forKey: .normal)
    }
  }

  func validate(_ key: String) throws(ConfigurationError) {
    switch self {
    case .glorot, .he: break
    case .orthogonal(let gain): try Check.positive(gain, "\(key).orthogonal")
    case .normal(let deviation): try Check.positive(deviation, "\(key).normal")
    }
  }
}
