import ToyGANCore
import ToyGANGames

/// A configuration's game as expressions, before anything is compiled: its players, their inputs and their losses.
package struct StatedGame {
  let units: StandardUnits
  /// Matrices that are the same at every update, in the order of the cast.
  let fixtures: [Tensor]
  let ensemble: Ensemble
  let discriminator: Player
  /// Minibatch of the target, [batch / packing, d · packing], and latents, [batch, latents].
  let real, latents: Tensor
  /// The game at an update.
  let game: Game
  /// What each player descends, and what the method records at an update.
  package let losses: Losses
  /// What the method records at an evaluation.
  package let observations: [Monitor]

  package init(
    _ configuration: Configuration, cast: Cast, dimension d: Int,
    standardization: Standardization? = nil, start: StartingState? = nil
  ) {
    let (batch, method) = (configuration.batch, configuration.method)
    let packing = configuration.discriminator.packing
    units = StandardUnits(standardization, dimension: d, packing: packing)
    fixtures = cast.fixtures.map { .leaf($0.name, $0.values.count / $0.columns, $0.columns) }
    ensemble = Ensemble(cast, configuration, fixtures: fixtures, in: units, start: start)
    discriminator = Player(
      "discriminator",
      configuration.discriminator.architecture(
        inputs: cast.discriminatorInputs, outputs: cast.discriminatorOutputs),
      configuration.discriminator.optimizer.lasting(configuration.discriminatorUpdates),
      weightClip: configuration.discriminator.weightClip,
      auxiliaryWeights: configuration.auxiliaryWeights
    ).starting(at: start)
    real = .leaf("real", batch / packing, d * packing)
    latents = .leaf("latents", batch, cast.latents)
    game = Game(
      method, players: ensemble, discriminator: discriminator, real: units.standard(real),
      latents: latents,
      penalties: configuration.penalties.map { $0.lasting(configuration.discriminatorUpdates) },
      instanceNoise: configuration.discriminator.instanceNoise?.lasting(
        configuration.discriminatorUpdates))
    losses = method.losses(in: game)
    let evaluationGame = Game(
      method, players: ensemble.inEvaluationMode, discriminator: discriminator.inEvaluationMode,
      real: units.standard(real), latents: latents)
    observations = method.interface.observations(in: evaluationGame)
  }
}

extension Ensemble {
  /// The players of a cast, except the discriminator; fixtures that are
  /// samples are converted to the players' `units`.
  fileprivate init(
    _ cast: Cast, _ configuration: Configuration, fixtures: [Tensor], in units: StandardUnits,
    start: StartingState?
  ) {
    self.init(
      generator: Player(
        "generator",
        configuration.generator.architecture(
          inputs: cast.generatorInputs, outputs: cast.generatorOutputs),
        configuration.generator.optimizer.lasting(configuration.steps),
        auxiliaryWeights: configuration.generatorAuxiliaryWeights
      ).starting(at: start),
      companions: cast.roles.map {
        Player(
          $0.name, $0.network, $0.optimizer.lasting(configuration.updates(of: $0.side)),
          auxiliaryWeights: configuration.auxiliaryWeights
        ).starting(at: start)
      },
      fixtures: zip(cast.fixtures, fixtures).map { fixture, leaf in
        (fixture.name, fixture.areSamples ? units.standard(leaf) : leaf)
      })
  }
}
