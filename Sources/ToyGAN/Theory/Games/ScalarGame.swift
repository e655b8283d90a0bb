import CGSL
import ToyGANCore
import ToyGANGames

/// A game in which each player has one number to choose, so that the players' field is one of the plane.
///
/// The generator is a point x, the bias of a one-layer network whose weight sees latents of zero and so
/// never moves; its opponent is the line y · s, a weight alone. Losses, penalties, optimizers and
/// schedules are those of training.
struct ScalarGame {
  let game: Game
  let losses: Losses
  private let real, latents: Tensor
  /// Random matrices of the losses.
  private let draws: [(tensor: Tensor, distribution: Distribution)]

  /// A game whose players descend what `losses` makes of it, on minibatches of `batch` samples.
  private init(
    batch: Int, penalties: [any Penalty] = [], optimizer: any Optimizer,
    traces: [WeightTrace] = [], weightClip: Double? = nil, instanceNoise: InstanceNoise? = nil,
    losses: (Game) -> Losses
  ) {
    (real, latents) = (.leaf("real", batch, 1), .leaf("latents", batch, 1))
    let point = MLP(inputs: 1, hidden: [], outputs: 1)
    var line = point
    line.hasOutputBias = false
    game = Game(
      generator: Player("generator", point, optimizer, traces: traces),
      discriminator: Player(
        "discriminator", line, optimizer, weightClip: weightClip, traces: traces),
      real: real, latents: latents, penalties: penalties, instanceNoise: instanceNoise)
    self.losses = losses(game)
    draws = Tensor.nodes(of: [self.losses.generator, self.losses.discriminator]).compactMap {
      if case .draw(let distribution) = $0.node.op { ($0, distribution) } else { nil }
    }
  }

  /// The Dirac-GAN: a target that is the point 0, a generator that is the point x, and a
  /// discriminator y · s, whose equilibrium is the origin.
  ///
  /// It is that of Mescheder, Geiger and Nowozin 2018, arXiv:1801.04406, definition 2.1.
  static func dirac(
    _ objective: Objective, penalties: [any Penalty] = [], optimizer: any Optimizer = SGD(),
    traces: [WeightTrace] = [], weightClip: Double? = nil, instanceNoise: InstanceNoise? = nil
  ) -> ScalarGame {
    // Without noise all samples are alike; with it they stand for its distribution.
    ScalarGame(
      batch: instanceNoise == nil ? 2 : 64, penalties: penalties, optimizer: optimizer,
      traces: traces, weightClip: weightClip, instanceNoise: instanceNoise
    ) { $0.losses(of: objective) }
  }

  /// The product game: x descends V = x y, y ascends it.
  static func bilinear(
    penalties: [any Penalty] = [], optimizer: any Optimizer = SGD(), traces: [WeightTrace] = []
  ) -> ScalarGame {
    ScalarGame(batch: 1, penalties: penalties, optimizer: optimizer, traces: traces) { game in
      let product =
        x(in: game.generator.network.parameters) * y(in: game.discriminator.network.parameters)
      return game.penalized(Losses(generator: product, discriminator: -product))
    }
  }
}

// MARK: - The field

extension ScalarGame {
  /// The generator's number and the discriminator's, each [1, 1], in a row [1, 2] of its network's
  /// weights or of something shaped as they are.
  private static func x(in row: Tensor) -> Tensor { row.slice(from: 1, .scalar) }
  private static func y(in row: Tensor) -> Tensor { row.slice(from: 0, .scalar) }

  private var generator: Tensor { game.generator.network.parameters }
  private var discriminator: Tensor { game.discriminator.network.parameters }

  /// What (x, y) moves along, two times [1, 1]: minus the gradients.
  var field: [Tensor] {
    [
      -ScalarGame.x(in: losses.generator.gradient(at: generator)),
      -ScalarGame.y(in: losses.discriminator.gradient(at: discriminator)),
    ]
  }

  /// Derivatives of the field, row by row, four times [1, 1].
  var jacobian: [Tensor] {
    field.flatMap { component in
      [
        ScalarGame.x(in: component.gradient(at: generator)),
        ScalarGame.y(in: component.gradient(at: discriminator)),
      ]
    }
  }
}

// MARK: - What a machine must be given

extension ScalarGame {
  /// Values of every leaf and draw at the start of a path from a point.
  ///
  /// In place of random numbers there are evenly spaced quantiles of their distribution: a mean over
  /// the minibatch is then a quadrature, and the field has no noise.
  func start(at point: SIMD2<Double>) -> [(leaf: Tensor, values: [Double])] {
    var given: [(leaf: Tensor, values: [Double])] = [real, latents].map {
      ($0, [Double](repeating: 0, count: $0.shape.count))
    }
    given += draws.map { ($0, ScalarGame.quantiles(of: $1, $0.shape.count)) }
    let rows = [[1, point.x], [point.y]]
    for (player, row) in zip([game.generator, game.discriminator], rows) {
      given.append((player.network.parameters, row))
      given += player.memory.map { ($0, row.map { _ in 0 }) }
      given += player.traces.map { ($0.weights, row) }
      given.append((player.time, [0]))
    }
    return given
  }

  /// Normal quantiles are stretched to a mean square of 1.
  private static func quantiles(of distribution: Distribution, _ count: Int) -> [Double] {
    let shares = (0..<count).map { (Double($0) + 0.5) / Double(count) }
    guard distribution == .normal else { return shares }
    GSL.start()
    let normals = shares.map { gsl_cdf_ugaussian_Pinv($0) }
    let scale = (normals.reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
    return normals.map { $0 / scale }
  }

  /// Where the two numbers lie, and behind them what the optimizers remember of them.
  ///
  /// On a linear field a step is a linear map of these.
  var coordinates: [(leaf: Tensor, index: Int)] {
    let slots = zip(game.generator.memory, game.discriminator.memory)
    return [(generator, 1), (discriminator, 0)] + slots.flatMap { [($0, 1), ($1, 0)] }
  }

  /// Where the means of the two numbers so far lie; nil where they are not kept.
  var averages: [(leaf: Tensor, index: Int)]? {
    guard let x = game.generator.trace(of: .history), let y = game.discriminator.trace(of: .history)
    else { return nil }
    return [(x, 1), (y, 0)]
  }
}
