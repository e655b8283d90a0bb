import ToyGANCore
import ToyGANGames
import ToyGANTargets

/// A generator on the line that learns a normal distribution, with the trained discriminator compared with
/// the optimal one at every stage.
///
/// The generator is z ↦ w z + b on normal latents, so that its distribution is also normal and the optimal
/// discriminator is known. Both players descend the minimax objective, with several updates of the
/// discriminator for each of the generator's: algorithm 1 of Goodfellow et al. 2014.
struct GameValueStudy {
  /// The players at a moment.
  struct Moment {
    /// Number of generator updates so far.
    var step: Int
    /// G(z) = `scale` z + `shift`.
    var scale, shift: Double
    var optimum: OptimalDiscriminator
    var probe: DiscriminatorProbe

    /// Outputs of the trained discriminator at some points, in [0, 1].
    func trained(at places: [Double]) -> [Double] {
      probe.outputs(at: places.map { Float($0) }).map { Unary.sigmoid(Double($0)) }
    }
  }

  /// The value of the game, in nats.
  struct GameValue {
    var step: Int
    /// V(D, G) of the trained discriminator.
    var trained: Double
    /// V(D*, G), and the Jensen-Shannon divergence JS; in theory V(D*, G) = -log 4 + 2 JS.
    var optimal, jensenShannon: Double
    /// Root mean square of D - 1/2 over the data, for the trained and for the optimal discriminator.
    var trainedSpread, optimalSpread: Double
  }

  static let data = LineDistribution.normal(mean: 0, deviation: 1)
  static let start = (scale: 0.6, shift: 1.5)

  var batch = 512
  var seed: UInt64 = 0
  /// Updates of the discriminator before the generator is first updated:
  /// a few, and then until it is near its optimum.
  var (first, settling) = (10, 3000)
  /// Updates of the generator against that fixed discriminator.
  var initialUpdates = 10
  /// Updates of the generator after that, and updates of the discriminator before each of them.
  var (rounds, followUp) = (300, 25)
  /// Generator updates between two measurements.
  var every = 6

  /// The four moments of the paper's figure 1.
  private(set) var moments: [Moment] = []
  private(set) var gameValues: [GameValue] = []

  mutating func run() throws {
    let game = newGame()
    game.updateDiscriminator(times: first)
    moments = [moment(of: game, step: 0)]
    game.updateDiscriminator(times: settling)
    moments.append(moment(of: game, step: 0))
    gameValues = [try worth(moments[1])]
    game.updateGenerator(times: initialUpdates)
    moments.append(moment(of: game, step: initialUpdates))
    for round in 1...rounds {
      game.updateDiscriminator(times: followUp)
      if round.isMultiple(of: every) {
        gameValues.append(try worth(moment(of: game, step: initialUpdates + round - 1)))
      }
      game.updateGenerator(times: 1)
    }
    game.updateDiscriminator(times: followUp)
    moments.append(moment(of: game, step: initialUpdates + rounds))
  }

  private func newGame() -> AffineGame {
    var configuration = Configuration()
    configuration.method = GAN(objective: .minimax)
    configuration.generator.optimizer = SGD(learningRate: 0.05)
    configuration.discriminator = .onLine
    (configuration.batch, configuration.seed) = (batch, seed)
    let weights = [Float(GameValueStudy.start.scale), Float(GameValueStudy.start.shift)]
    return AffineGame(configuration, dimension: 1, weights: weights) { real, latents, streams in
      GameValueStudy.data.draw(into: real, from: streams.target)
      streams.latent.fillNormals(latents)
    }
  }

  private func moment(of game: AffineGame, step: Int) -> Moment {
    let (scale, shift) = (Double(game.weights[0]), Double(game.weights[1]))
    let latents = LineDistribution.normal(mean: 0, deviation: 1)
    let generated = latents.mapped(scale: scale, shift: shift)
    return Moment(
      step: step, scale: scale, shift: shift,
      optimum: OptimalDiscriminator(data: GameValueStudy.data, generated: generated),
      probe: game.probe())
  }

  private func worth(_ moment: Moment) throws -> GameValue {
    let optimum = moment.optimum
    let quadrature = Quadrature(over: -12...12, count: 400)
    let logits = moment.probe.outputs(at: quadrature.points.map { Float($0) })
    func spread(_ d: (Int, Double) -> Double) -> Double {
      quadrature.sum { place, x in
        optimum.data.density(x) * (d(place, x) - 0.5) * (d(place, x) - 0.5)
      }.squareRoot()
    }
    return GameValue(
      step: moment.step, trained: optimum.value(ofLogits: logits, at: quadrature),
      optimal: try optimum.value(), jensenShannon: try optimum.jensenShannon(),
      trainedSpread: spread { place, _ in Unary.sigmoid(Double(logits[place])) },
      optimalSpread: spread { _, x in optimum(x) })
  }
}
