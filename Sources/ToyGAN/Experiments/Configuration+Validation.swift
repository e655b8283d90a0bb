extension Configuration {
  /// Throws `ConfigurationError` at the first setting that cannot work, with the dotted path, the
  /// value and what is allowed.
  public func validate() throws(ConfigurationError) {
    try Check.positive(batch, "batch")
    try Check.atMost(1 << 20, batch, "batch")
    try Check.positive(steps, "steps")
    try Check.atMost(1_000_000_000_000, steps, "steps")
    try generator.validate()
    try discriminator.validate()
    try evaluation.validate()
    if discriminator.minibatchDiscrimination != nil, batch < 2 {
      throw ConfigurationError(
        key: "batch", value: "\(batch)",
        allowed: "2 or more with discriminator.minibatchDiscrimination")
    }
    try method.validate(in: self)
    _ = try target.target()
  }
}

extension GeneratorConfiguration {
  func validate() throws(ConfigurationError) {
    try Check.positive(latent, "generator.latent")
    try Check.atMost(Check.widest, latent, "generator.latent")
    try Check.widths(hidden, "generator.hidden")
    try activation.validate("generator.activation")
    try initialization.validate("generator.initialization")
    try optimizer.validate("generator.optimizer")
  }
}

extension DiscriminatorConfiguration {
  func validate() throws(ConfigurationError) {
    try Check.widths(hidden, "discriminator.hidden")
    try activation.validate("discriminator.activation")
    try initialization.validate("discriminator.initialization")
    try Check.positive(inputScale, "discriminator.inputScale")
    try optimizer.validate("discriminator.optimizer")
    guard let layer = minibatchDiscrimination else { return }
    let key = "discriminator.minibatchDiscrimination"
    try Check.positive(layer.kernels, "\(key).kernels")
    try Check.atMost(Check.widest, layer.kernels, "\(key).kernels")
    try Check.positive(layer.dimensions, "\(key).dimensions")
    try Check.atMost(Check.widest, layer.dimensions, "\(key).dimensions")
  }
}

extension EvaluationConfiguration {
  func validate() throws(ConfigurationError) {
    try Check.positive(every, "evaluation.every")
    try Check.positive(samples, "evaluation.samples")
    try Check.atMost(10_000_000, samples, "evaluation.samples")
    try Check.positive(storeEvery, "evaluation.storeEvery")
  }
}

extension Check {
  /// The widest layer; a wider one is a slip of the keyboard, and would not fit in memory.
  static let widest = 65_536

  static func atMost(_ limit: Int, _ value: Int, _ key: String) throws(ConfigurationError) {
    guard value <= limit else {
      throw ConfigurationError(key: key, value: "\(value)", allowed: "at most \(limit)")
    }
  }

  static func widths(_ hidden: [Int], _ key: String) throws(ConfigurationError) {
    guard !hidden.isEmpty else {
      throw ConfigurationError(
        key: key, value: "an empty list", allowed: "the width of each hidden layer, as [128, 128]")
    }
    for (index, width) in hidden.enumerated() {
      try positive(width, "\(key)[\(index)]")
      try atMost(widest, width, "\(key)[\(index)]")
    }
  }
}
