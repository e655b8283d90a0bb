import CGSL
import ToyGANCore
import ToyGANGames

/// A game in which each player has one parameter, so that the players' field is a field in the plane.
///
/// The generator is a point x, the bias of a one-layer network whose weight has latents of zero as its
/// input and therefore never changes; its opponent is the line y · s, with one weight only. Losses,
/// penalties, optimizers and schedules are those of training.
struct ScalarGame {
  let game: Game
  let losses: Losses
  private let real, latents: Tensor
  /// Random matrices that the losses depend on.
  private let draws: [(tensor: Tensor, distribution: Distribution)]

  /// A game with the losses of the closure `losses`, on minibatches of `batch` samples.
  private init(
    batch: Int, penalties: [any Penalty] = [], optimizer: any Optimizer,
    auxiliaryWeights: [AuxiliaryWeights] = [], weightClip: Double? = nil,
    instanceNoise: InstanceNoise? = nil,
    losses: (Game) -> Losses
  ) {
    (real, latents) = (.leaf("real", batch, 1), .leaf("latents", batch, 1))
    let point = MLP(inputs: 1, hidden: [], outputs: 1)
    var line = point
    line.hasOutputBias = false
    game = Game(
      generator: Player("generator", point, optimizer, auxiliaryWeights: auxiliaryWeights),
      discriminator: Player(
        "discriminator", line, optimizer, weightClip: weightClip, auxiliaryWeights: auxiliaryWeights
      ),
      real: real, latents: latents, penalties: penalties, instanceNoise: instanceNoise)
    self.losses = losses(game)
    draws = Tensor.nodes(of: [self.losses.generator, self.losses.discriminator]).compactMap {
      if case .draw(let distribution) = $0.node.op { ($0, distribution) } else { nil }
    }
  }

  /// The Dirac-GAN: the target is the point 0, the generator the point x, and the discriminator y · s; its
  /// equilibrium is the origin.
  ///
  /// It follows Mescheder, Geiger and Nowozin 2018, arXiv:1801.04406, definition 2.1.
  static func dirac(
    _ objective: Objective, penalties: [any Penalty] = [], optimizer: any Optimizer = SGD(),
    auxiliaryWeights: [AuxiliaryWeights] = [], weightClip: Double? = nil,
    instanceNoise: InstanceNoise? = nil
  ) -> ScalarGame {
    // Without noise all samples are equal; with noise they represent its distribution.
    ScalarGame(
      batch: instanceNoise == nil ? 2 : 64, penalties: penalties, optimizer: optimizer,
      auxiliaryWeights: auxiliaryWeights, weightClip: weightClip, instanceNoise: instanceNoise
    ) { $0.losses(of: objective) }
  }

  /// The bilinear game: x descends V = x y, y ascends it.
  static func bilinear(
    penalties: [any Penalty] = [], optimizer: any Optimizer = SGD(),
    auxiliaryWeights: [AuxiliaryWeights] = []
  ) -> ScalarGame {
    ScalarGame(
      batch: 1, penalties: penalties, optimizer: optimizer, auxiliaryWeights: auxiliaryWeights
    ) { game in
      let product =
        x(in: game.generator.network.parameters) * y(in: game.discriminator.network.parameters)
      return game.penalized(Losses(generator: product, discriminator: -product))
    }
  }
}

// MARK: - The field

extension ScalarGame {
  /// The parameters of generator and discriminator, each [1, 1], as entries of a row [1, 2] with the layout
  /// of their network's weights.
  private static func x(in row: Tensor) -> Tensor { row.slice(from: 1, .scalar) }
  private static func y(in row: Tensor) -> Tensor { row.slice(from: 0, .scalar) }

  private var generator: Tensor { game.generator.network.parameters }
  private var discriminator: Tensor { game.discriminator.network.parameters }

  /// The direction in which (x, y) moves, two tensors [1, 1]: the negative gradients.
  var field: [Tensor] {
    [
      -ScalarGame.x(in: losses.generator.gradient(at: generator)),
      -ScalarGame.y(in: losses.discriminator.gradient(at: discriminator)),
    ]
  }

  /// Derivatives of the field in row-major order, four tensors [1, 1].
  var jacobian: [Tensor] {
    field.flatMap { component in
      [
        ScalarGame.x(in: component.gradient(at: generator)),
        ScalarGame.y(in: component.gradient(at: discriminator)),
      ]
    }
  }
}

// MARK: - Inputs of a program or interpreter

extension ScalarGame {
  /// Values of every leaf and draw at the start of a path from a point.
  ///
  /// Random numbers are replaced by evenly spaced quantiles of their distribution: a mean over the
  /// minibatch is then a quadrature, and the field has no noise.
  func start(at point: SIMD2<Double>) -> [(leaf: Tensor, values: [Double])] {
    var given: [(leaf: Tensor, values: [Double])] = [real, latents].map {
      ($0, [Double](repeating: 0, count: $0.shape.count))
    }
    given += draws.map { ($0, ScalarGame.quantiles(of: $1, $0.shape.count)) }
    let rows = [[1, point.x], [point.y]]
    for (player, row) in zip([game.generator, game.discriminator], rows) {
      given.append((player.network.parameters, row))
      given += player.optimizerState.map { ($0, row.map { _ in 0 }) }
      given += player.auxiliaryWeights.map { ($0.weights, row) }
      given.append((player.time, [0]))
    }
    return given
  }

  /// Normal quantiles are scaled to a mean square of 1.
  private static func quantiles(of distribution: Distribution, _ count: Int) -> [Double] {
    let shares = (0..<count).map { (Double($0) + 0.5) / Double(count) }
    guard distribution == .normal else { return shares }
    GSL.start()
    let normals = shares.map { gsl_cdf_ugaussian_Pinv($0) }
    let scale = (normals.reduce(0) { $0 + $1 * $1 } / Double(count)).squareRoot()
    return normals.map { $0 / scale }
  }

  /// The positions of the two parameters, followed by those of the optimizers' state.
  ///
  /// If the field is linear, a step is a linear map of these coordinates.
  var coordinates: [(leaf: Tensor, index: Int)] {
    let slots = zip(game.generator.optimizerState, game.discriminator.optimizerState)
    return [(generator, 1), (discriminator, 0)] + slots.flatMap { [($0, 1), ($1, 0)] }
  }

  /// The positions of the running means of the two parameters; nil if they are not stored.
  var averages: [(leaf: Tensor, index: Int)]? {
    guard let x = game.generator.auxiliaryWeights(of: .history),
      let y = game.discriminator.auxiliaryWeights(of: .history)
    else { return nil }
    return [(x, 1), (y, 0)]
  }
}
