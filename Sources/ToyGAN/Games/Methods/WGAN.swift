import ToyGANCore
import ToyGANSettings

/// Wasserstein GAN: a critic that is Lipschitz because its weights are clipped.
///
/// The critic descends E f(G(z)) - E f(x), and after each update every weight is clipped to
/// ±`discriminator.weightClip`; the generator descends E f(x) - E f(G(z)).
public struct WGAN: TrainingMethod {
  public static let name = "wgan"
  public static let summary = "a critic with clipped weights estimates the Wasserstein distance"
  public static let reference = Reference(
    "Arjovsky, Chintala and Bottou", 2017, "Wasserstein GAN", arXiv: "1701.07875",
    place: "algorithm 1")

  public init() {}
  public var objective: Objective { .wasserstein }

  public func prepare(_ configuration: inout Configuration) {
    configuration.useToyWassersteinRecipe(optimizer: RMSProp())
    configuration.discriminator.weightClip = 0.01
  }

  public func validate(in configuration: Configuration) throws(SettingError) {
    try Check.requirePart(
      configuration.discriminator.weightClip != nil, "discriminator.weightClip", "none",
      "a bound on the weights", in: configuration)
  }
}

extension Configuration {
  /// Sets the networks and numbers of steps of the toy experiments in the WGAN-GP paper's code, gan_toy.py.
  ///
  /// That code divides the data by 1.414 for the ring, and by 2.828 for the grid; here the critic's input
  /// is divided by 1.414 for every target, and slopes are in the target's own units.
  mutating func useToyWassersteinRecipe(optimizer: any Optimizer) {
    generator.latent = 2
    generator.hidden = [512, 512, 512]
    generator.initialization = .he
    discriminator.hidden = [512, 512, 512]
    discriminator.initialization = .he
    discriminator.inputScale = 0.7071
    discriminator.updatesInARow = 5
    generator.optimizer = optimizer
    discriminator.optimizer = optimizer
    batch = 256
    steps = 100_000
  }
}
