import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// VEEGAN: a reconstructor maps real and generated samples to latents, and learns to recover the latents of
/// generated samples; it cannot recover them if the generator has collapsed.
///
/// The discriminator sees samples with latents: (x, F(x) + ε) and (G(z), z). With l its logit,
/// generator and reconstructor descend
///
///     -E l(G(z), z) + weight · E ½‖z - F(G(z))‖²
///
/// as in the authors' code, in which the logit itself takes the place of the logarithm of the ratio; one
/// latent is noise that is not reconstructed. Settings are those of its ports (github.com/akashgit/VEEGAN).
public struct VEEGAN: MultiplayerMethod {
  public static let name = "veegan"
  public static let summary =
    "a reconstructor maps samples back to latents, which it cannot where the generator has collapsed"
  public static let reference = Reference(
    "Srivastava, Valkov, Russell, Gutmann and Sutton", 2017,
    "VEEGAN: Reducing Mode Collapse in GANs using Implicit Variational Learning",
    arXiv: "1705.07761", place: "equation 4, algorithm 1")

  /// The discriminator's objective.
  public var objective: Objective
  /// Widths of the hidden layers of the reconstructor.
  public var reconstructorHidden: [Int]
  /// Weight of the reconstruction loss.
  public var weight: Double
  /// Number of latents, at the end of the row, that are not reconstructed.
  public var noise: Int

  public static var settings: [Setting<Self>] {
    [
      Setting("noise", \.noise, .notNegative, "latents, the last ones, that are not reconstructed"),
      Setting("objective", \.objective, Objective.meaning),
      Setting(
        "reconstructorHidden", \.reconstructorHidden, each: .from(1, to: 65_536),
        example: "[128, 128]",
        "widths of the reconstructor's hidden layers"),
      Setting("weight", \.weight, .notNegative, "weight of the reconstruction"),
    ]
  }

  public init() { self.init(objective: .nonSaturating) }
  /// The method with this objective, and this reconstructor.
  public init(
    objective: Objective, reconstructorHidden: [Int] = [128, 128], weight: Double = 1,
    noise: Int = 1
  ) {
    self.objective = objective
    self.reconstructorHidden = reconstructorHidden
    self.weight = weight
    self.noise = noise
  }

  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    var cast = Cast(configuration, dimension: target.dimension)
    let codes = cast.latents - noise
    cast.discriminatorInputs += codes
    cast.roles = [
      Role(
        "reconstructor", besides: configuration.generator, statisticsFrom: [.real, .generated],
        inputs: target.dimension, hidden: reconstructorHidden, outputs: codes)
    ]
    return cast
  }

  public func discriminatorInput(real samples: Tensor, by players: Ensemble) -> Tensor {
    let code = players["reconstructor"](samples)  // [n, codes]
    return .sideBySide([samples, code + .draw(.normal, code.shape.rows, code.shape.columns)])
  }

  public func discriminatorInput(
    generated outputs: Tensor, from latents: Tensor, by players: Ensemble
  ) -> Tensor { .sideBySide([outputs, codes(latents)]) }

  public func losses(in game: Game) -> Losses {
    let (real, fake) = (game.decision(game.real), game.decision(game.fake))  // [n, 1]
    let found = game.players["reconstructor"](game.generated)  // [n, codes]
    let distance = codes(game.latents) - found
    return game.penalized(
      Losses(
        generator: weight * 0.5 * distance.squared().rowSums().mean() - fake.mean(),
        discriminator: objective.discriminator(real: real, fake: fake)))
  }

  public func observations(in game: Game) -> [Monitor] {
    let (n, reconstructor) = (game.latents.shape.rows, game.players["reconstructor"])
    let noise = noise == 0 ? [] : [Tensor.draw(.normal, n, noise)]
    let inputs = Tensor.sideBySide([reconstructor(game.samples)] + noise)
    return Reconstruction.monitors(
      samples: game.samples, rebuilt: game.generator(inputs), latents: codes(game.latents),
      recovered: reconstructor(game.generated))
  }

  public func prepare(_ configuration: inout Configuration) {
    // `noise` has not been validated yet: a value that is not allowed must not trap here.
    configuration.generator.latent = 254 + min(max(noise, 0), 1024)
    for optimizer in [\Configuration.generator.optimizer, \.discriminator.optimizer] {
      configuration[keyPath: optimizer] = Adam(learningRate: 1e-3, beta1: 0.5)
    }
    configuration.generator.initialization = .glorot
    configuration.discriminator.initialization = .glorot
    configuration.discriminator.inputScale = 1
    configuration.schedule = .simultaneous
    configuration.batch = 500
    configuration.steps = 100_000
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.singleSamples(in: configuration)
    guard configuration.generator.latent > noise else {
      throw SettingError(
        key: "method.noise", value: "\(noise)",
        allowed: "fewer than generator.latent, \(configuration.generator.latent)")
    }
  }

  private func codes(_ latents: Tensor) -> Tensor {
    latents.columns(0..<latents.shape.columns - noise)
  }
}
