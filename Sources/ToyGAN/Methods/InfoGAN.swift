/// InfoGAN: some latents are codes that a recognizer is to find again in the samples.
///
/// A code is one of some categories, all as likely, and some normal numbers. With Q the recognizer,
/// generator and recognizer also descend
///
///     -λ (E log Q(c | G(z, c, u)) - λᵤ E ½‖u - μ(G(z, c, u))‖²)
///
/// whose first part is a lower bound of the mutual information of category and sample, less log K. The
/// recognizer is the discriminator with further outputs, and then the discriminator descends this too; or
/// it is a network of its own. Continuous codes are normal, where the paper's are uniform.
public struct InfoGAN: TrainingMethod {
  public static let name = "infogan"
  public static let reference = Reference(
    "Chen, Duan, Houthooft, Schulman, Sutskever and Abbeel", 2016,
    "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial "
      + "Nets", arXiv: "1606.03657", place: "equations 5 and 6")

  public var objective: Objective
  /// K, how many categories a code has.
  public var categories: Int
  /// Continuous codes.
  public var continuous: Int
  /// λ, of both kinds of code.
  public var weight: Double
  /// λᵤ, of continuous codes beside the category.
  public var continuousWeight: Double
  /// Whether the recognizer shares the discriminator's layers, as in the paper.
  public var sharesLayers: Bool
  /// Widths of hidden layers of a recognizer that does not.
  public var recognizerHidden: [Int]

  public init() { self.init(objective: .nonSaturating) }
  public init(
    objective: Objective, categories: Int = 8, continuous: Int = 1, weight: Double = 1,
    continuousWeight: Double = 0.1, sharesLayers: Bool = true,
    recognizerHidden: [Int] = [128, 128]
  ) {
    (self.objective, self.categories, self.continuous) = (objective, categories, continuous)
    (self.weight, self.continuousWeight) = (weight, continuousWeight)
    (self.sharesLayers, self.recognizerHidden) = (sharesLayers, recognizerHidden)
  }

  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    var cast = Cast(configuration, dimension: target.dimension)
    cast.latents += categories + continuous
    cast.generatorInputs = cast.latents
    let codes = categories + continuous
    if sharesLayers {
      cast.discriminatorOutputs += codes
    } else {
      cast.roles = [
        Role(
          "recognizer", besides: configuration.generator, sees: [.generated],
          inputs: target.dimension, hidden: recognizerHidden, outputs: codes)
      ]
    }
    return cast
  }

  /// The first output, before those of a recognizer that shares its layers.
  public func decision(_ outputs: Tensor) -> Tensor {
    sharesLayers ? outputs.columns(0..<1) : outputs
  }

  /// Latents begin with as many numbers as there are categories, of which the largest says which it is.
  public func generatorInput(_ latents: Tensor) -> Tensor {
    .sideBySide([chosen(latents), latents.columns(categories..<latents.shape.columns)])
  }

  public func category(_ latents: Tensor) -> Tensor? { chosen(latents) }

  public func losses(in game: Game) -> Losses {
    var losses = game.losses(of: objective)
    let found = recognized(game)
    let recognition = weight * (found.information - continuousWeight * found.distance)
    losses.generator = losses.generator - recognition
    if sharesLayers { losses.discriminator = losses.discriminator - recognition }
    return losses
  }

  /// Samples are rebuilt from their most likely category, their codes and fresh noise.
  public func observations(in game: Game) -> [Monitor] {
    let (generated, real) = (game.generated, game.samples.reshaped(to: game.generated.shape))
    let rest = game.latents.shape.columns - categories - continuous
    let noise = rest == 0 ? [] : [Tensor.draw(.normal, real.shape.rows, rest)]
    let bound = recognized(game).information + .constant(LibM.log(Double(categories)))
    return [
      Monitor(
        "mutual_information_bound", bound,
        meaning: "lower bound of the mutual information of category and sample, nats")
    ]
      + Reconstruction.monitors(
        samples: real,
        rebuilt: game.generator(.sideBySide(codes(recognizer(real, in: game)) + noise)),
        latents: .sideBySide(codes(game.latents)),
        recovered: .sideBySide(codes(recognizer(generated, in: game))))
  }

  public func validate(in configuration: Configuration) throws(ConfigurationError) {
    try Check.widths(recognizerHidden, "method.recognizerHidden")
    try Check.notNegative(weight, "method.weight")
    try Check.notNegative(continuousWeight, "method.continuousWeight")
    try Check.notNegative(continuous, "method.continuous")
    if sharesLayers { try Check.singleSamples(in: configuration) }
    guard categories >= 2, categories <= 1024 else {
      throw ConfigurationError(
        key: "method.categories", value: "\(categories)", allowed: "a whole number from 2 to 1024")
    }
  }

  private func chosen(_ latents: Tensor) -> Tensor { latents.columns(0..<categories).oneHot() }

  /// The category that numbers [n, categories + continuous or more] stand for, and the continuous codes.
  private func codes(_ numbers: Tensor) -> [Tensor] {
    let category = chosen(numbers)  // [n, categories]
    if continuous == 0 { return [category] }
    return [category, numbers.columns(categories..<categories + continuous)]
  }

  /// E log Q of the category, and E ½ squared distance of the continuous codes, [1, 1] each.
  private func recognized(_ game: Game) -> (information: Tensor, distance: Tensor) {
    let found = recognizer(game.generated, in: game)  // [n, categories + continuous]
    let logarithms = found.columns(0..<categories).logSoftmax()
    let information = (chosen(game.latents) * logarithms).rowSums().mean()
    guard continuous > 0 else { return (information, 0) }
    let codes = categories..<categories + continuous
    let difference = game.latents.columns(codes) - found.columns(codes)
    return (information, 0.5 * difference.squared().rowSums().mean())
  }

  /// What it makes of samples [n, d], [n, categories + continuous].
  private func recognizer(_ samples: Tensor, in game: Game) -> Tensor {
    guard sharesLayers else { return game.players["recognizer"](samples) }
    let outputs = game.discriminator(samples)
    return outputs.columns(1..<outputs.shape.columns)
  }
}
