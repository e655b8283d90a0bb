import ToyGANCore
import ToyGANSettings

extension Configuration: Codable {
  private enum Keys: String, CodingKey {
    case target, standardize, generator, discriminator, method, penalties, batch, steps, schedule,
      lookahead
    case evaluation, seed
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    target = try container.decode(TargetConfiguration.self, forKey: .target)
    isStandardized = try container.decode(Bool.self, forKey: .standardize)
    generator = try container.decode(GeneratorConfiguration.self, forKey: .generator)
    discriminator = try container.decode(DiscriminatorConfiguration.self, forKey: .discriminator)
    method = try container.decode(NamedMethod.self, forKey: .method).method
    penalties = try container.decode(NamedPenalties.self, forKey: .penalties).penalties
    batch = try container.decode(Int.self, forKey: .batch)
    steps = try container.decode(Int.self, forKey: .steps)
    schedule = try container.decode(Schedule.self, forKey: .schedule)
    lookahead = try container.decodeUnlessNone(.lookahead, or: "{every: k, share: a}")
    evaluation = try container.decode(EvaluationConfiguration.self, forKey: .evaluation)
    seed = try container.decode(UInt64.self, forKey: .seed)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(target, forKey: .target)
    try container.encode(isStandardized, forKey: .standardize)
    try container.encode(generator, forKey: .generator)
    try container.encode(discriminator, forKey: .discriminator)
    try container.encode(NamedMethod(method), forKey: .method)
    try container.encode(NamedPenalties(penalties), forKey: .penalties)
    try container.encode(batch, forKey: .batch)
    try container.encode(steps, forKey: .steps)
    try container.encode(schedule, forKey: .schedule)
    try container.encode(lookahead, orNone: .lookahead)
    try container.encode(evaluation, forKey: .evaluation)
    try container.encode(seed, forKey: .seed)
  }
}

extension GeneratorConfiguration: Codable {
  private enum Keys: String, CodingKey {
    case latent, latentDistribution, hidden, activation, initialization, steps, average
    case optimizer
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    latent = try container.decode(Int.self, forKey: .latent)
    latentDistribution = try container.decode(Distribution.self, forKey: .latentDistribution)
    hidden = try container.decode([Int].self, forKey: .hidden)
    activation = try container.decode(Activation.self, forKey: .activation)
    initialization = try container.decode(Initialization.self, forKey: .initialization)
    layers = try HiddenLayers(from: decoder)
    steps = try container.decode(Int.self, forKey: .steps)
    average = try container.decodeUnlessNone(.average, or: "a number in [0, 1)")
    optimizer = try container.decode(NamedOptimizer.self, forKey: .optimizer).optimizer
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(latent, forKey: .latent)
    try container.encode(latentDistribution, forKey: .latentDistribution)
    try container.encode(hidden, forKey: .hidden)
    try container.encode(activation, forKey: .activation)
    try container.encode(initialization, forKey: .initialization)
    try layers.encode(to: encoder)
    try container.encode(steps, forKey: .steps)
    try container.encode(average, orNone: .average)
    try container.encode(NamedOptimizer(optimizer), forKey: .optimizer)
  }
}

extension DiscriminatorConfiguration: Codable {
  private enum Keys: String, CodingKey {
    case hidden, activation, initialization, inputScale, minibatchDiscrimination, packing
    case instanceNoise, weightClip, steps, optimizer
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    hidden = try container.decode([Int].self, forKey: .hidden)
    activation = try container.decode(Activation.self, forKey: .activation)
    initialization = try container.decode(Initialization.self, forKey: .initialization)
    layers = try HiddenLayers(from: decoder)
    inputScale = try container.decode(Double.self, forKey: .inputScale)
    minibatchDiscrimination = try container.decodeUnlessNone(
      .minibatchDiscrimination, or: "{kernels: B, dimensions: C}")
    packing = try container.decode(Int.self, forKey: .packing)
    instanceNoise = try container.decodeUnlessNone(
      .instanceNoise, or: "{deviation: s, steps: t}")
    weightClip = try container.decodeUnlessNone(.weightClip, or: "a number above 0")
    steps = try container.decode(Int.self, forKey: .steps)
    optimizer = try container.decode(NamedOptimizer.self, forKey: .optimizer).optimizer
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(hidden, forKey: .hidden)
    try container.encode(activation, forKey: .activation)
    try container.encode(initialization, forKey: .initialization)
    try layers.encode(to: encoder)
    try container.encode(inputScale, forKey: .inputScale)
    try container.encode(minibatchDiscrimination, orNone: .minibatchDiscrimination)
    try container.encode(packing, forKey: .packing)
    try container.encode(instanceNoise, orNone: .instanceNoise)
    try container.encode(weightClip, orNone: .weightClip)
    try container.encode(steps, forKey: .steps)
    try container.encode(NamedOptimizer(optimizer), forKey: .optimizer)
  }
}

extension HiddenLayers: Codable {
  private enum Keys: String, CodingKey {
    case maxout, batchNormalization, spectralNormalization, residual, fourierFeatures
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    self.init(
      maxout: try container.decode(Int.self, forKey: .maxout),
      batchNormalization: try container.decodeUnlessNone(
        .batchNormalization, or: "{momentum: m, epsilon: e}"),
      isSpectrallyNormalized: try container.decode(Bool.self, forKey: .spectralNormalization),
      isResidual: try container.decode(Bool.self, forKey: .residual),
      fourierFeatures: try container.decodeUnlessNone(
        .fourierFeatures, or: "{count: m, deviation: s}"))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(maxout, forKey: .maxout)
    try container.encode(batchNormalization, orNone: .batchNormalization)
    try container.encode(isSpectrallyNormalized, forKey: .spectralNormalization)
    try container.encode(isResidual, forKey: .residual)
    try container.encode(fourierFeatures, orNone: .fourierFeatures)
  }

  func validate(_ key: String) throws(ConfigurationError) {
    try Check.positive(maxout, "\(key).maxout")
    try Check.atMost(1000, maxout, "\(key).maxout")
    if let fourierFeatures {
      try Check.positive(fourierFeatures.count, "\(key).fourierFeatures.count")
      try Check.atMost(Check.widest, fourierFeatures.count, "\(key).fourierFeatures.count")
      try Check.positive(fourierFeatures.deviation, "\(key).fourierFeatures.deviation")
    }
    guard let batchNormalization else { return }
    try Check.share(batchNormalization.momentum, "\(key).batchNormalization.momentum")
    try Check.positive(batchNormalization.epsilon, "\(key).batchNormalization.epsilon")
  }
}

extension KeyedDecodingContainer {
  /// The value, or nil where the setting says `none`; throws where it is another word.
  func decodeUnlessNone<Value: Decodable>(
    _ key: Key, or form: String
  ) throws -> Value? {
    guard let word = try? decode(String.self, forKey: key) else {
      return try decode(Value.self, forKey: key)
    }
    if ["none", "null", "~", ""].contains(word) { return nil }
    if let value = try? decode(Value.self, forKey: key) { return value }
    throw ConfigurationError(
      key: (codingPath + [key]).dotted, value: "'\(word)'", allowed: "none, or \(form)")
  }
}

extension KeyedEncodingContainer {
  mutating func encode(_ value: (some Encodable)?, orNone key: Key) throws {
    if let value { try encode(value, forKey: key) } else { try encode("none", forKey: key) }
  }
}
