import ToyGAN
import ToyGANLaws

extension Configuration {
  /// A run of a method small enough for a debug build, with the optimizers the method asks for.
  static func small(
    _ method: any TrainingMethod, seed: UInt64 = 1, schedule: Schedule = .alternating
  ) -> Configuration {
    var configuration = Configuration(method)
    configuration.generator.latent = 4
    configuration.generator.hidden = [8]
    configuration.discriminator.hidden = [8]
    if configuration.discriminator.minibatchDiscrimination != nil {
      configuration.discriminator.minibatchDiscrimination =
        MinibatchDiscrimination(kernels: 3, dimensions: 2)
    }
    configuration.batch = 16
    configuration.evaluation.samples = 100
    configuration.seed = seed
    // Extragradient is its schedule: with another it is refused.
    configuration.schedule = method is ExtragradientGAN ? .extragradient : schedule
    if configuration.schedule != .alternating { configuration.discriminator.updatesInARow = 1 }
    return configuration
  }

  /// Every method of the catalogue; few inner steps, since ten of them take long to compile.
  static let smallMethods = Registry.standard.methods.map { smallMethod($0) }
}
