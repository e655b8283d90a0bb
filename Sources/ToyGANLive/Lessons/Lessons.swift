import ToyGAN

extension Lesson {
  /// The gallery of lessons, in the order of a course.
  ///
  /// What the texts claim was measured with seeds 0, 1 and 2, at the stated number of steps.
  public static let all: [Lesson] = [
    collapse, capacity, unrolling, packing, minibatch,
    vanishing, noise, critics, spectral,
    turns, rates, imbalance,
    divergence, rotation, settling,
    manifold, codes, labels,
  ]
}

extension Lesson {
  /// Networks that learn the ring within seconds, with one hidden layer in the discriminator.
  static let small = settings([
    "generator.latent": "16", "generator.hidden": "[64, 64]", "discriminator.hidden": "[64]",
    "batch": "128",
  ])

  /// The same with two hidden layers in the discriminator.
  static let deeper = small + settings(["discriminator.hidden": "[64, 64]"])

  /// The plain GAN in which the generator descends -E log D(G(z)).
  static let plain = settings(["method": "gan", "method.objective": "nonSaturating"])

  /// The plain GAN in which the generator descends E log(1 - D(G(z))).
  static let minimax = settings(["method": "gan", "method.objective": "minimax"])

  /// Settings from pairs of key and value.
  static func settings(_ pairs: KeyValuePairs<String, String>) -> [Assignment] {
    pairs.map { Assignment(path: $0.key, value: $0.value) }
  }

  /// A pane: a recipe, and what differs in it.
  static func pane(
    _ title: String, _ recipe: [Assignment], _ changes: KeyValuePairs<String, String> = [:]
  ) -> Lesson.Pane {
    Lesson.Pane(title: title, assignments: recipe + settings(changes))
  }

  /// Adam for both players; the term under the root is what unrolling needs.
  static func adam(_ rate: String, discriminator: String? = nil) -> [Assignment] {
    settings([
      "generator.optimizer": adamRule(rate),
      "discriminator.optimizer": adamRule(discriminator ?? rate),
    ])
  }

  /// Gradient descent without memory for both players.
  static func descent(_ rate: String) -> [Assignment] {
    let rule = "{name: sgd, learningRate: \(rate)}"
    return settings(["generator.optimizer": rule, "discriminator.optimizer": rule])
  }

  static func adamRule(_ rate: String, betas: (String, String) = ("0.5", "0.999")) -> String {
    "{name: adam, learningRate: \(rate), beta1: \(betas.0), beta2: \(betas.1), "
      + "epsilonUnderRoot: 1.0e-12}"
  }
}
