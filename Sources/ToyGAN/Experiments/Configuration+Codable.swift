extension Configuration: Codable {
  private enum Keys: String, CodingKey {
    case target, generator, discriminator, method, batch, steps, schedule, evaluation, seed
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    target = try container.decode(TargetConfiguration.self, forKey: .target)
    generator = try container.decode(GeneratorConfiguration.self, forKey: .generator)
    discriminator = try container.decode(DiscriminatorConfiguration.self, forKey: .discriminator)
    method = try container.decode(NamedMethod.self, forKey: .method).method
    batch = try container.decode(Int.self, forKey: .batch)
    steps = try container.decode(Int.self, forKey: .steps)
    schedule = try container.decode(Schedule.self, forKey: .schedule)
    evaluation = try container.decode(EvaluationConfiguration.self, forKey: .evaluation)
    seed = try container.decode(UInt64.self, forKey: .seed)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(target, forKey: .target)
    try container.encode(generator, forKey: .generator)
    try container.encode(discriminator, forKey: .discriminator)
    try container.encode(NamedMethod(method), forKey: .method)
    try container.encode(batch, forKey: .batch)
    try container.encode(steps, forKey: .steps)
    try container.encode(schedule, forKey: .schedule)
    try container.encode(evaluation, forKey: .evaluation)
    try container.encode(seed, forKey: .seed)
  }
}

extension GeneratorConfiguration: Codable {
  private enum Keys: String, CodingKey {
    case latent, hidden, activation, initialization, optimizer
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    latent = try container.decode(Int.self, forKey: .latent)
    hidden = try container.decode([Int].self, forKey: .hidden)
    activation = try container.decode(Activation.self, forKey: .activation)
    initialization = try container.decode(Initialization.self, forKey: .initialization)
    optimizer = try container.decode(NamedOptimizer.self, forKey: .optimizer).optimizer
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(latent, forKey: .latent)
    try container.encode(hidden, forKey: .hidden)
    try container.encode(activation, forKey: .activation)
    try container.encode(initialization, forKey: .initialization)
    try container.encode(NamedOptimizer(optimizer), forKey: .optimizer)
  }
}

extension DiscriminatorConfiguration: Codable {
  private enum Keys: String, CodingKey {
    case hidden, activation, initialization, inputScale, minibatchDiscrimination, optimizer
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    hidden = try container.decode([Int].self, forKey: .hidden)
    activation = try container.decode(Activation.self, forKey: .activation)
    initialization = try container.decode(Initialization.self, forKey: .initialization)
    inputScale = try container.decode(Double.self, forKey: .inputScale)
    optimizer = try container.decode(NamedOptimizer.self, forKey: .optimizer).optimizer
    if try container.hasNone(.minibatchDiscrimination) { return }
    minibatchDiscrimination = try container.decode(
      MinibatchDiscrimination.self, forKey: .minibatchDiscrimination)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(hidden, forKey: .hidden)
    try container.encode(activation, forKey: .activation)
    try container.encode(initialization, forKey: .initialization)
    try container.encode(inputScale, forKey: .inputScale)
    try container.encode(NamedOptimizer(optimizer), forKey: .optimizer)
    if let minibatchDiscrimination {
      try container.encode(minibatchDiscrimination, forKey: .minibatchDiscrimination)
    } else {
      try container.encode("none", forKey: .minibatchDiscrimination)
    }
  }
}

extension KeyedDecodingContainer {
  /// Whether the setting says `none`; throws where it is another word.
  fileprivate func hasNone(_ key: Key) throws -> Bool {
    guard let word = try? decode(String.self, forKey: key) else { return false }
    guard ["none", "null", "~", ""].contains(word) else {
      throw ConfigurationError(
        key: (codingPath + [key]).dotted, value: "'\(word)'",
        allowed: "none, or {kernels: B, dimensions: C}")
    }
    return true
  }
}
