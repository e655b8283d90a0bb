import ToyGANSettings

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
    try validatePacks()
    try validateTurns()
    for penalty in penalties {
      try penalty.validate("penalties.\(type(of: penalty).name)", in: self)
    }
    try method.validate(in: self)
    _ = try target.target()
  }
}

extension Configuration {
  private func validatePacks() throws(ConfigurationError) {
    guard batch.isMultiple(of: discriminator.packing) else {
      throw ConfigurationError(
        key: "discriminator.packing", value: "\(discriminator.packing)",
        allowed: "a divisor of batch, \(batch)")
    }
    let packs = batch / discriminator.packing
    if discriminator.minibatchDiscrimination != nil, packs < 2 {
      throw ConfigurationError(
        key: "batch", value: "\(batch)",
        allowed: "2 or more packs of samples with discriminator.minibatchDiscrimination")
    }
    for (rows, layers, player) in [
      (batch, generator.layers, "generator"), (packs, discriminator.layers, "discriminator"),
    ] where rows < 2 && layers.batchNormalization != nil {
      throw ConfigurationError(
        key: "batch", value: "\(batch)",
        allowed: "2 or more of what the \(player) sees, with \(player).batchNormalization")
    }
  }

  private func validateTurns() throws(ConfigurationError) {
    for (steps, player) in [
      (discriminator.steps, "discriminator"), (generator.steps, "generator"),
    ] where schedule != .alternating && steps != 1 {
      throw ConfigurationError(
        key: "\(player).steps", value: "\(steps)",
        allowed: "1 with schedule \(schedule.rawValue), where both players move at once")
    }
    guard let lookahead else { return }
    try Check.positive(lookahead.every, "lookahead.every")
    try Check.share(lookahead.share, "lookahead.share")
  }
}

extension GeneratorConfiguration {
  func validate() throws(ConfigurationError) {
    try Check.positive(latent, "generator.latent")
    try Check.atMost(Check.widest, latent, "generator.latent")
    try Check.widths(hidden, "generator.hidden")
    try activation.validate("generator.activation")
    try initialization.validate("generator.initialization")
    try layers.validate("generator")
    try Check.positive(steps, "generator.steps")
    if let average { try Check.fraction(average, "generator.average") }
    try optimizer.validate("generator.optimizer")
  }
}

extension DiscriminatorConfiguration {
  func validate() throws(ConfigurationError) {
    try Check.widths(hidden, "discriminator.hidden")
    try activation.validate("discriminator.activation")
    try initialization.validate("discriminator.initialization")
    try layers.validate("discriminator")
    try Check.positive(inputScale, "discriminator.inputScale")
    try Check.positive(packing, "discriminator.packing")
    try Check.atMost(Check.widest, packing, "discriminator.packing")
    try Check.positive(steps, "discriminator.steps")
    if let weightClip { try Check.positive(weightClip, "discriminator.weightClip") }
    if let noise = instanceNoise {
      try Check.positive(noise.deviation, "discriminator.instanceNoise.deviation")
      try Check.notNegative(noise.steps, "discriminator.instanceNoise.steps")
    }
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
    try Check.notNegative(storeEvery, "evaluation.storeEvery")
    try metrics.validate("evaluation.metrics")
    try final.validate("evaluation.final")
  }
}

extension Check {
  /// The widest layer; a wider one is a slip of the keyboard, and would not fit in memory.
  static let widest = 65_536

  package static func atMost(_ limit: Int, _ value: Int, _ key: String) throws(ConfigurationError) {
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
