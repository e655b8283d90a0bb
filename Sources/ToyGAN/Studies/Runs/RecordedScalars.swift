import ToyGANCore
import ToyGANGames
import ToyGANTargets
import ToyGANTraining

/// The scalars that a training records besides losses and metrics: those of the method's losses and penalties,
/// and what it observes at evaluations.
struct RecordedScalars {
  let monitors: [Monitor]
  let observations: [Monitor]

  /// The scalars of the game that a trainer would train; nothing is compiled.
  init(_ recipe: Recipe) {
    let (configuration, target) = (recipe.configuration, recipe.target)
    let (method, packing) = (configuration.method, configuration.discriminator.packing)
    let cast = method.interface.cast(configuration, target: target)
    let auxiliary = configuration.penalties.flatMap(\.auxiliaryWeights)
    let players = Ensemble(
      generator: Player(
        "generator",
        configuration.generator.architecture(
          inputs: cast.generatorInputs, outputs: cast.generatorOutputs),
        configuration.generator.optimizer, auxiliaryWeights: auxiliary),
      companions: cast.roles.map {
        Player($0.name, $0.network, $0.optimizer, auxiliaryWeights: auxiliary)
      },
      fixtures: cast.fixtures.map {
        ($0.name, .leaf($0.name, $0.values.count / $0.columns, $0.columns))
      })
    let discriminator = Player(
      "discriminator",
      configuration.discriminator.architecture(
        inputs: cast.discriminatorInputs, outputs: cast.discriminatorOutputs),
      configuration.discriminator.optimizer, weightClip: configuration.discriminator.weightClip,
      auxiliaryWeights: auxiliary)
    let real = Tensor.leaf("real", configuration.batch / packing, target.dimension * packing)
    let latents = Tensor.leaf("latents", configuration.batch, cast.latents)
    let game = Game(
      method, players: players, discriminator: discriminator, real: real, latents: latents,
      penalties: configuration.penalties, instanceNoise: configuration.discriminator.instanceNoise)
    let observed = Game(
      method, players: players.inEvaluationMode, discriminator: discriminator.inEvaluationMode,
      real: real, latents: latents)
    monitors = method.losses(in: game).monitors
    observations = method.interface.observations(in: observed)
  }
}
