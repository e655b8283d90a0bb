import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// InfoGAN: some latents are codes, which a recognizer learns to recover from the samples.
///
/// A code is one of K categories with equal probability, together with some normal numbers. With Q the
/// recognizer, generator and recognizer also descend
///
///     -λ (E log Q(c | G(z, c, u)) - λᵤ E ½‖u - μ(G(z, c, u))‖²)
///
/// whose first part is a lower bound of the mutual information of category and sample, less log K. The
/// recognizer is the discriminator with further outputs, and then the discriminator also descends this term;
/// or the recognizer is a separate network. Continuous codes are normal here and uniform in the paper.
public struct InfoGAN: MultiplayerMethod {
  public static let name = "infogan"
  public static let summary =
    "some latents are codes, which a recognizer learns to recover from the samples"
  public static let reference = Reference(
    "Chen, Duan, Houthooft, Schulman, Sutskever and Abbeel", 2016,
    "InfoGAN: Interpretable Representation Learning by Information Maximizing Generative Adversarial "
      + "Nets", arXiv: "1606.03657", place: "equations 5 and 6")

  public var objective: Objective
  /// K, the number of categories of a code.
  public var categories: Int
  /// Number of continuous codes.
  public var continuous: Int
  /// λ, the weight of both kinds of code.
  public var weight: Double
  /// λᵤ, the weight of continuous codes relative to the category.
  public var continuousWeight: Double
  /// Whether the recognizer shares the discriminator's layers, as in the paper.
  public var sharesLayers: Bool
  /// Widths of the hidden layers of a separate recognizer.
  public var recognizerHidden: [Int]

  public static var settings: [Setting<Self>] {
    [
      Setting("categories", \.categories, .from(2, to: 1024), "number of categories of a code, K"),
      Setting("continuous", \.continuous, .from(0, to: 1024), "number of continuous codes"),
      Setting(
        "continuousWeight", \.continuousWeight, .notNegative,
        "weight of continuous codes beside the category, λᵤ"),
      Setting("objective", \.objective, Objective.meaning),
      Setting(
        "recognizerHidden", \.recognizerHidden, each: .from(1, to: 65_536), example: "[128, 128]",
        "widths of the recognizer's hidden layers"),
      Setting(
        "sharesLayers", \.sharesLayers, "whether the recognizer shares the discriminator's layers"),
      Setting("weight", \.weight, .notNegative, "weight of the information term, λ"),
    ]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with these codes and weights.
  public init(
    objective: Objective, categories: Int = 8, continuous: Int = 1, weight: Double = 1,
    continuousWeight: Double = 0.1, sharesLayers: Bool = true,
    recognizerHidden: [Int] = [128, 128]
  ) {
    self.objective = objective
    self.categories = categories
    self.continuous = continuous
    self.weight = weight
    self.continuousWeight = continuousWeight
    self.sharesLayers = sharesLayers
    self.recognizerHidden = recognizerHidden
  }

  private var code: InformativeCode {
    InformativeCode(categories: categories, continuous: continuous)
  }

  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    var cast = Cast(configuration, dimension: target.dimension)
    cast.latents += code.width
    cast.generatorInputs = cast.latents
    if sharesLayers {
      cast.discriminatorOutputs += code.width
    } else {
      cast.roles = [
        Role(
          "recognizer", besides: configuration.generator, statisticsFrom: [.generated],
          inputs: target.dimension, hidden: recognizerHidden, outputs: code.width)
      ]
    }
    return cast
  }

  /// The first output; the outputs of a recognizer that shares the discriminator's layers follow it.
  public func decision(_ outputs: Tensor) -> Tensor {
    sharesLayers ? outputs.columns(0..<1) : outputs
  }

  /// Replaces the first K latents by a one-hot category, the index of the largest of them.
  public func generatorInput(_ latents: Tensor) -> Tensor {
    .sideBySide([code.category(in: latents), latents.columns(categories..<latents.shape.columns)])
  }

  public func category(_ latents: Tensor) -> Tensor? { code.category(in: latents) }

  public func losses(in game: Game) -> Losses {
    var losses = game.bareLosses(of: objective)
    let found = recognizer(game.generated, in: game)
    let distance = continuousWeight * code.distance(of: game.latents, found: found)
    let recognition = weight * (code.information(of: game.latents, found: found) - distance)
    losses.generator = losses.generator - recognition
    if sharesLayers { losses.discriminator = losses.discriminator - recognition }
    return game.penalized(losses)
  }

  /// Reconstructs samples from their most likely category, their codes and fresh noise.
  public func observations(in game: Game) -> [Monitor] {
    let (generated, real) = (game.generated, game.samples.reshaped(to: game.generated.shape))
    let rest = game.latents.shape.columns - code.width
    let noise = rest == 0 ? [] : [Tensor.draw(.normal, real.shape.rows, rest)]
    let found = recognizer(generated, in: game)
    let information = code.information(of: game.latents, found: found)
    return [
      Monitor(
        "mutual_information_bound", information + .constant(LibM.log(Double(categories))),
        unit: "nats",
        meaning: "lower bound of the mutual information of category and sample, nats")
    ]
      + Reconstruction.monitors(
        samples: real,
        rebuilt: game.generator(.sideBySide(code.parts(of: recognizer(real, in: game)) + noise)),
        latents: .sideBySide(code.parts(of: game.latents)),
        recovered: .sideBySide(code.parts(of: found)))
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    if sharesLayers { try Check.singleSamples(in: configuration) }
  }

  /// The recognizer's outputs for samples [n, d], [n, categories + continuous].
  private func recognizer(_ samples: Tensor, in game: Game) -> Tensor {
    guard sharesLayers else { return game.players["recognizer"](samples) }
    let outputs = game.discriminator(samples)
    return outputs.columns(1..<outputs.shape.columns)
  }
}
