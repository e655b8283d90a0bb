import ToyGANCore
import ToyGANGames
import ToyGANTraining

/// A game whose generator is an affine map, so that the generated distribution is known.
///
///     G(z) = z W + b,   z [batch, d], W [d, d], b [1, d]
///
/// With W the identity and b zero the generated samples are the latents themselves, so that any
/// distribution can be the generator's. Players, losses and updates are those that a `Trainer` compiles;
/// but here the caller decides when each player is updated.
final class AffineGame {
  /// Fills a minibatch: real samples and latents, both [batch, d], from streams at its position.
  typealias Supply = (
    _ real: UnsafeMutableBufferPointer<Float>, _ latents: UnsafeMutableBufferPointer<Float>,
    TrainingStreams
  ) -> Void

  let game: CompiledGame
  private let streams: TrainingStreams
  private let supply: Supply
  private var updates: UInt64 = 0

  /// A game with the settings of `configuration`, except for the generator's network.
  ///
  /// `weights` are W in row-major order, then b.
  init(
    _ configuration: Configuration, dimension: Int, weights: [Float], supply: @escaping Supply
  ) {
    MatrixMultiplication.prepareThread()
    var configuration = configuration
    (configuration.generator.hidden, configuration.generator.latent) = ([], dimension)
    let game = CompiledGame(
      configuration, cast: Cast(configuration, dimension: dimension), dimension: dimension,
      compile: { Program($0) })
    let draws = [GameRoutine.discriminatorUpdate, GameRoutine.generatorUpdate].map {
      game.draws(of: $0).count
    }
    self.game = game
    self.supply = supply
    streams = TrainingStreams(seed: configuration.seed, draws: draws.max() ?? 0)
    game.initialize(game.discriminator, seed: configuration.seed)
    _ = game.memory(of: game.generator.network.parameters).update(fromContentsOf: weights)
  }

  /// W in row-major order, then b.
  var weights: [Float] { Array(game.memory(of: game.generator.network.parameters)) }

  func updateDiscriminator(times count: Int) { run(.discriminatorUpdate, count) }
  func updateGenerator(times count: Int) { run(.generatorUpdate, count) }

  private func run(_ routine: GameRoutine, _ count: Int) {
    for _ in 0..<count {
      streams.target.seek(to: updates)
      streams.latent.seek(to: updates)
      supply(game.memory(of: game.real), game.memory(of: game.latents), streams)
      streams.fill(game.draws(of: routine), at: updates)
      game.run(routine)
      updates += 1
    }
  }

  /// The current discriminator, to be evaluated at any points, with the
  /// gradients of a generator's losses by some objectives.
  func probe(_ objectives: [Objective] = []) -> DiscriminatorProbe {
    DiscriminatorProbe(game, objectives: objectives)
  }
}
