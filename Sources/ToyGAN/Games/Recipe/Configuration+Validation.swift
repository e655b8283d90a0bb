import ToyGANSettings
import ToyGANTargets

extension Configuration {
  /// The target, after every setting has been validated.
  ///
  /// Throws `SettingError` at the first setting that cannot work, with its dotted path, its value and what
  /// is allowed, and `FileError` if a file of the target cannot be read.
  @discardableResult
  public func validate() throws -> any Target {
    // All names were resolved to values when the configuration was read, so that no registry is needed here.
    let place = SettingPlace(registry: Registry())
    try checkSettings(at: place)
    try validatePacks()
    try validateTurns()
    try requireOwnNames()
    try requireAverage()
    for penalty in penalties {
      try penalty.validate("penalties.\(type(of: penalty).name)", in: self)
    }
    try method.validate(in: self)
    let target = try target.target()
    try method.validate(target: target)
    return target
  }

  /// Throws if a penalty is given twice.
  private func requireOwnNames() throws(SettingError) {
    var names: Set<String> = []
    for penalty in penalties where !names.insert(type(of: penalty).name).inserted {
      throw SettingError(
        key: "penalties", has: "\(type(of: penalty).name) twice", allowed: "each penalty once")
    }
  }

  /// Throws if the averaged generator is the result, but no average is kept.
  private func requireAverage() throws(SettingError) {
    guard evaluation.weights == .average, generator.average == nil else { return }
    throw SettingError(
      key: "evaluation.weights", value: "average",
      allowed: "current, or a share of the average that is kept, such as generator.average: 0.999")
  }

  private func validatePacks() throws(SettingError) {
    guard batch.isMultiple(of: discriminator.packing) else {
      throw SettingError(
        key: "discriminator.packing", value: "\(discriminator.packing)",
        allowed: "a divisor of batch, \(batch)")
    }
    let packs = batch / discriminator.packing
    if discriminator.minibatchDiscrimination != nil, packs < 2 {
      throw SettingError(
        key: "batch", value: "\(batch)",
        allowed: "2 or more packs of samples with discriminator.minibatchDiscrimination")
    }
    for (rows, layers, player) in [
      (batch, generator.layers, "generator"), (packs, discriminator.layers, "discriminator"),
    ] where rows < 2 && layers.batchNormalization != nil {
      throw SettingError(
        key: "batch", value: "\(batch)",
        allowed: "2 or more rows of the \(player)'s input, with \(player).batchNormalization")
    }
  }

  private func validateTurns() throws(SettingError) {
    for (steps, player) in [
      (discriminator.updatesInARow, "discriminator"), (generator.updatesInARow, "generator"),
    ] where schedule != .alternating && steps != 1 {
      throw SettingError(
        key: "\(player).steps", value: "\(steps)",
        allowed: "1 with schedule \(schedule.rawValue), where both players move at once")
    }
  }
}
