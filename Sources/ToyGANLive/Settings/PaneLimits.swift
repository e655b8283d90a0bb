import ToyGAN

/// What a pane may cost: pages and addresses are not to be trusted, and six panes must fit into a machine.
enum PaneLimits {
  private static let bytes = 1_073_741_824.0
  private static let evaluationSamples = 20_000
  private static let dimensions = 4096
  private static let layers = 32
  /// Compiling takes a time that grows with the square of this number.
  private static let matrices = 512
  static let modes = 10_000

  /// The recipe of settings; throws `SettingError` if they cannot be used, or need more than a pane may.
  static func recipe(_ settings: PaneSettings) throws -> Recipe {
    let recipe = try Recipe(settings.configuration)
    let (configuration, target) = (recipe.configuration, recipe.target)
    let roles = configuration.method.interface.cast(configuration, target: target).roles
    try MemoryNeed(of: configuration, target: target).check(atMost: bytes, name)
    try require(configuration.evaluation.samples, evaluationSamples, "evaluation.samples")
    let (generator, discriminator) = (configuration.generator, configuration.discriminator)
    try require(generator.hidden, generator.layers, of: "generator.hidden")
    try require(
      discriminator.hidden, discriminator.layers, of: "discriminator.hidden",
      times: 1 + configuration.method.unrolledSteps)
    for role in roles { try require(role.network.hidden, role.network.layers, of: role.name) }
    try require(target.dimension, dimensions, "dimensions of target")
    try require(target.modeSet?.weights.count ?? 0, modes, "modes of target")
    return recipe
  }

  /// A trainer; throws `SettingError` if its program needs more memory than a pane may.
  static func trainer(_ recipe: Recipe, showsGradients: Bool) throws -> Trainer {
    do {
      return try Trainer(recipe, showsGradients: showsGradients, atMost: Int(bytes / 4))
    } catch {
      let needed = 4 * Double(error.count)
      throw SettingError(
        key: "configuration", has: "a step that needs \(Int(needed / 1_048_576)) MiB of memory",
        allowed: "at most \(Int(bytes / 1_048_576)) MiB, \(name)")
    }
  }

  private static let name = "the memory of a pane"

  /// Throws `SettingError` if a network has too many layers, or too many matrices in all of its copies in a step.
  private static func require(
    _ hidden: [Int], _ options: HiddenLayers, of name: String, times copies: Int = 1
  ) throws(SettingError) {
    try require(hidden.count, layers, "layers of \(name)")
    try require(
      hidden.count * options.maxout * copies, matrices,
      "weight matrices of \(name) in a step, with those of maxout and of unrolled steps")
  }

  private static func require(_ value: Int, _ limit: Int, _ key: String) throws(SettingError) {
    guard value > limit else { return }
    throw SettingError(key: key, value: "\(value)", allowed: "at most \(limit) on the live page")
  }
}
