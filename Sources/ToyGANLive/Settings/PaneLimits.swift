import ToyGAN

/// What a pane may cost: pages and addresses are not to be trusted, and six panes must fit into a machine.
enum PaneLimits {
  private static let bytes = 1_073_741_824.0
  private static let evaluationSamples = 100_000

  /// The recipe of settings; throws `SettingError` if they cannot be used, or need more than a pane may.
  static func recipe(_ settings: PaneSettings) throws -> Recipe {
    let recipe = try Recipe(settings.configuration)
    try MemoryNeed(of: recipe.configuration, target: recipe.target)
      .check(atMost: bytes, "the memory of a pane")
    let samples = recipe.configuration.evaluation.samples
    guard samples <= evaluationSamples else {
      throw SettingError(
        key: "evaluation.samples", value: "\(samples)",
        allowed: "at most \(evaluationSamples) on the live page")
    }
    return recipe
  }
}
