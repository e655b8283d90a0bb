import ToyGANCore
import ToyGANSettings
import ToyGANTargets

/// A method with an encoder, whose discriminator sees pairs of a sample and a code: real samples with their
/// encoded codes, and generated samples with the latents they were generated from.
public protocol BidirectionalGAN: MultiplayerMethod {
  /// Widths of the encoder's hidden layers.
  var encoderHidden: [Int] { get }
  /// Widths of the encoder's input and output, for samples and latents of these lengths.
  func encoderWidths(samples: Int, latents: Int) -> (inputs: Int, outputs: Int)
  /// Codes [n, latents] of samples [n, d]; with noise if the encoder gives a distribution.
  func code(of samples: Tensor, by encoder: Player, isNoisy: Bool) -> Tensor
}

extension BidirectionalGAN {
  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    var cast = Cast(configuration, dimension: target.dimension)
    cast.discriminatorInputs += cast.latents
    let widths = encoderWidths(samples: target.dimension, latents: cast.latents)
    cast.roles = [
      Role(
        "encoder", besides: configuration.generator, statisticsFrom: [.real], inputs: widths.inputs,
        hidden: encoderHidden, outputs: widths.outputs)
    ]
    return cast
  }

  public func discriminatorInput(real samples: Tensor, by players: Ensemble) -> Tensor {
    .sideBySide([samples, code(of: samples, by: players["encoder"], isNoisy: true)])
  }

  public func discriminatorInput(
    generated outputs: Tensor, from latents: Tensor, by players: Ensemble
  ) -> Tensor { .sideBySide([outputs, latents]) }

  public func losses(in game: Game) -> Losses {
    let (real, fake) = (game.decision(game.real), game.decision(game.fake))  // [n, 1]
    return game.penalized(
      Losses(
        generator: objective.joint(real: real, fake: fake),
        discriminator: objective.discriminator(real: real, fake: fake),
        monitors: objective.monitors(real: real, fake: fake)))
  }

  public func observations(in game: Game) -> [Monitor] {
    let encoder = game.players["encoder"]
    let codes = code(of: game.samples, by: encoder, isNoisy: false)
    return Reconstruction.monitors(
      samples: game.samples, rebuilt: game.generator(codes), latents: game.latents,
      recovered: code(of: game.generated, by: encoder, isNoisy: false))
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.singleSamples(in: configuration)
  }
}

/// How well the players reconstruct samples and latents.
enum Reconstruction {
  /// Mean squared distances, in standard units if the target is standardized.
  static func monitors(
    samples: Tensor, rebuilt: Tensor, latents: Tensor, recovered: Tensor
  ) -> [Monitor] {
    [
      Monitor(
        "reconstruction_x", (samples - rebuilt).squared().rowSums().mean(), range: .notNegative,
        unit: "square of the players' units",
        meaning: "mean squared distance between real samples and what is generated from their codes"
      ),
      Monitor(
        "reconstruction_z", (latents - recovered).squared().mean(), range: .notNegative,
        unit: "square of the latents' units",
        meaning: "mean squared difference between latents and the codes of what they generate"),
    ]
  }
}

extension Objective {
  /// The loss of generator and encoder together: the discriminator's loss with the labels exchanged or, in
  /// a zero-sum game, its negative.
  func joint(real: Tensor, fake: Tensor) -> Tensor {
    isZeroSum ? -discriminator(real: real, fake: fake) : discriminator(real: fake, fake: real)
  }
}

extension Check {
  /// Throws if the discriminator would decide on packs.
  static func singleSamples(in configuration: Configuration) throws(SettingError) {
    guard configuration.discriminator.packing == 1 else {
      throw SettingError(
        key: "discriminator.packing", value: "\(configuration.discriminator.packing)",
        allowed: "1 with method \(type(of: configuration.method).name)")
    }
  }
}
