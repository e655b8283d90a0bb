import ToyGANGames
import ToyGANTraining

/// The scalars that a training records besides losses and metrics: those of the method's losses and penalties,
/// and what it observes at evaluations.
struct RecordedScalars {
  let monitors: [Monitor]
  let observations: [Monitor]

  /// The scalars of the game that a trainer would train; nothing is compiled.
  init(_ recipe: Recipe) {
    let (configuration, target) = (recipe.configuration, recipe.target)
    let game = StatedGame(
      configuration, cast: configuration.method.interface.cast(configuration, target: target),
      dimension: target.dimension)
    (monitors, observations) = (game.losses.monitors, game.observations)
  }
}
