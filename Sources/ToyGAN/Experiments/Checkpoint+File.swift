extension Checkpoint {
  /// The file of a checkpoint.
  var bytes: [UInt8] {
    Safetensors(
      metadata: [
        .init(key: "discriminator_updates", value: "\(discriminatorUpdates)"),
        .init(key: "generator_updates", value: "\(generatorUpdates)"),
        .init(key: "step", value: "\(step)"),
      ], arrays: arrays
    ).bytes
  }

  /// Reads the file of a checkpoint; `name` is for errors.
  init(bytes: [UInt8], name: String) throws(ConfigurationError) {
    let file = try Safetensors(bytes: bytes, name: name)
    guard let step = file.metadata("step").flatMap({ Int($0) }), step >= 0,
      let generator = file.metadata("generator_updates").flatMap({ Int($0) }), generator >= 0,
      let discriminator = file.metadata("discriminator_updates").flatMap({ Int($0) }),
      discriminator >= 0
    else {
      throw ConfigurationError(
        key: name, value: "a file without counts of updates", allowed: "a checkpoint of a run")
    }
    self.init(
      step: step, generatorUpdates: generator, discriminatorUpdates: discriminator,
      arrays: file.arrays)
  }
}
