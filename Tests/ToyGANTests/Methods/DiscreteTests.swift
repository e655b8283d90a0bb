import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Generators of categories, on lattices so small that all outcomes can be written out.
@Suite struct DiscreteTests {
  /// A generator without inputs, whose logits are its biases, and a fixed discriminator.
  private struct Case {
    static let rows = 1000
    static let allLogits = [0.5, -0.3, 0.2, -0.6, 0.4, 0.1]
    let logits: [Double]
    let game: Game
    let losses: Losses
    let given: [Tensor: [Double]]

    /// Linear rewards with no hidden layer; as many outcomes as the side's square.
    init(_ method: DiscreteGAN, hidden: [Int], side: Int = 3) throws {
      var configuration = Configuration.parts(of: method)
      configuration.generator.latent = 1
      configuration.target = .lattice(
        side: side, extent: 3, of: .grid(side: 2, spacing: 3, deviation: 0.02))
      let cast = method.cast(configuration, target: try configuration.target.target())
      let centres = Tensor.leaf("centres", 1, side)
      let generator = Player("generator", MLP(inputs: 1, hidden: [], outputs: 2 * side), SGD())
      let discriminator = Player(
        "discriminator", MLP(inputs: 2 * side, hidden: hidden, outputs: 1, activation: .tanh), SGD()
      )
      let (real, latents) = (
        Tensor.leaf("real", Self.rows, 2), Tensor.leaf("latents", Self.rows, 1)
      )
      game = Game(
        method, players: Ensemble(generator: generator, fixtures: [("centres", centres)]),
        discriminator: discriminator, real: real, latents: latents)
      losses = method.losses(in: game)
      var random = SeededGenerator(3)
      let weights = discriminator.network.parameters
      logits = Array(Self.allLogits.prefix(2 * side))
      given = [
        centres: cast.fixtures[0].values.map(Double.init),
        real: Array(repeating: 0, count: 2 * Self.rows),
        latents: Array(repeating: 0, count: Self.rows),
        generator.network.parameters: Array(repeating: 0, count: 2 * side) + logits,
        weights: random.numbers(weights.shape.count, in: -2...2),
        discriminator.time: [0], generator.time: [0],
      ]
    }

    private var weights: [Double] { given[game.discriminator.network.parameters] ?? [] }

    /// The gradient of Σ p(a) p(b) loss(a, b) over all nine outcomes, at the logits.
    func exact(_ method: DiscreteGAN) -> [Double] {
      let (outcomes, row) = (Tensor.leaf("outcomes", 9, 6), Tensor.leaf("logits", 1, 6))
      var ones: [Double] = []
      for number in 0..<9 {
        let (a, b) = (number / 3, 3 + number % 3)
        for column in 0..<6 { ones.append(column == a || column == b ? 1 : 0) }
      }
      let logarithms = Tensor.sideBySide([
        row.columns(0..<3).logSoftmax(), row.columns(3..<6).logSoftmax(),
      ])
      let probabilities = (outcomes * logarithms).rowSums().exp()  // [9, 1]
      let loss = (probabilities * terms(method, of: outcomes)).sum()
      return value(loss.gradient(at: row), given: [outcomes: ones, row: logits])
    }

    /// With two categories a coordinate, what the estimators of softened choices are on average.
    ///
    /// The difference of two Gumbel variables is logistic, so that either choice is an integral over
    /// one number: here a sum over 100 evenly spaced quantiles, and over all pairs of them.
    func softened(_ method: DiscreteGAN) -> [Double] {
      let count = 100
      let quantiles = (0..<count).map { index -> Double in
        let p = (Double(index) + 0.5) / Double(count)
        return log(p / (1 - p))
      }
      var differences: [Double] = []
      for a in quantiles { for b in quantiles { differences += [a, 0, b, 0] } }
      let (noise, row) = (
        Tensor.leaf("noise", count * count, 4), Tensor.leaf("logits", 1, 4)
      )
      let halves = [0..<2, 2..<4].map { (row + noise).columns($0) }
      let soft = Tensor.sideBySide(halves.map { ($0 / .constant(method.temperature)).softmax() })
      let seen = method.estimator == .gumbelSoftmax ? soft : .sideBySide(halves.map { $0.oneHot() })
      let loss = terms(method, of: seen).mean()
      let moved =
        method.estimator == .gumbelSoftmax ? loss : (loss.gradient(at: seen) * soft).sum()
      return value(moved.gradient(at: row), given: [noise: differences, row: logits])
    }

    private func terms(_ method: DiscreteGAN, of outcomes: Tensor) -> Tensor {
      guard let terms = method.objective.generatorTerms(fake: game.discriminator(outcomes)) else {
        fatalError("\(method.objective) has no loss of a single sample")
      }
      return terms
    }

    private func value(_ tensor: Tensor, given: [Tensor: [Double]]) -> [Double] {
      let player = [game.discriminator.network.parameters: weights]
      return Interpreter(given.merging(player) { a, _ in a }).value(tensor)
    }

    /// Mean and standard error of the gradient at the logits over `runs` minibatches.
    func estimate(runs: Int) -> (mean: [Double], error: [Double]) {
      let parameters = game.generator.network.parameters
      var gradient = losses.generator.gradient(at: parameters)
      if let force = losses.generatorForce { gradient = gradient + force }
      let routine = Routine("gradient", outputs: [gradient])
      let program = Program([routine])
      program.fill(given, for: routine)
      let stream = RandomStream(seed: 8, name: "estimate")
      var (sums, squares) = (logits.map { _ in 0.0 }, logits.map { _ in 0.0 })
      for _ in 0..<runs {
        for (distribution, buffer) in program.draws(of: 0) { stream.fill(buffer, by: distribution) }
        program.run(0)
        // The last are the biases.
        for (i, value) in program.outputs(of: 0)[0].suffix(logits.count).enumerated() {
          sums[i] += Double(value)
          squares[i] += Double(value) * Double(value)
        }
      }
      let n = Double(runs)
      let means = sums.map { $0 / n }
      let errors = zip(squares, means).map { (($0 / n - $1 * $1) / (n - 1)).squareRoot() }
      return (means, errors)
    }
  }

  private func length(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// REINFORCE is unbiased for any loss: within 4.5 standard errors, of which the gradient is many.
  @Test(arguments: [Objective.nonSaturating, .minimax, .leastSquares])
  func reinforceIsUnbiased(_ objective: Objective) throws {
    let method = DiscreteGAN(estimator: .reinforce, objective: objective)
    let small = try Case(method, hidden: [4])
    let (mean, error) = small.estimate(runs: 200)
    let exact = small.exact(method)
    for i in 0..<6 { #expect(abs(mean[i] - exact[i]) < 4.5 * error[i]) }
    #expect(length(exact) > 20 * length(error))
  }

  /// Softened choices have the gradient that an integral over their noise has, at any temperature.
  @Test(
    arguments: [DiscreteGAN.Estimator.gumbelSoftmax, .straightThrough], [0.3, 1, 3])
  func softenedChoicesAreWhatTheyShouldBe(
    _ estimator: DiscreteGAN.Estimator, _ temperature: Double
  ) throws {
    let method = DiscreteGAN(
      estimator: estimator, objective: .nonSaturating, temperature: temperature, coldest: 1e-3)
    let small = try Case(method, hidden: [4], side: 2)
    let (mean, error) = small.estimate(runs: 200)
    let expected = small.softened(method)
    for i in 0..<4 { #expect(abs(mean[i] - expected[i]) < 4.5 * error[i]) }
    #expect(length(expected) > 20 * length(error))
  }

  /// Softened choices at a low temperature come close where the loss is linear in them.
  ///
  /// Within 4.5 standard errors or a bias of 3 % of the gradient; at a high temperature the bias shows.
  @Test(arguments: [DiscreteGAN.Estimator.gumbelSoftmax, .straightThrough])
  func softenedChoicesComeClose(_ estimator: DiscreteGAN.Estimator) throws {
    func distance(_ temperature: Double) throws -> (ofErrors: Double, relative: Double) {
      let method = DiscreteGAN(
        estimator: estimator, objective: .hinge, temperature: temperature, coldest: 1e-3)
      let small = try Case(method, hidden: [])
      let (mean, error) = small.estimate(runs: 200)
      let exact = small.exact(method)
      let distance = length(zip(mean, exact).map { $0 - $1 })
      #expect(length(exact) > 10 * length(error))
      return (distance / length(error), distance / length(exact))
    }
    let cold = try distance(0.1)
    #expect(cold.ofErrors < 4.5 || cold.relative < 0.03, "\(cold)")
    let hot = try distance(3)
    #expect(hot.ofErrors > 4.5 && hot.relative > 0.1, "\(hot)")
  }

  /// A choice alone moves nothing: without its estimator the generator's gradient is zero.
  @Test(arguments: [DiscreteGAN.Estimator.reinforce, .straightThrough])
  func choicesHaveNoGradient(_ estimator: DiscreteGAN.Estimator) throws {
    let small = try Case(DiscreteGAN(estimator: estimator), hidden: [4])
    let gradient = small.losses.generator.gradient(at: small.game.generator.network.parameters)
    var given = small.given
    var random = SeededGenerator(9)
    for draw in Tensor.nodes(of: [gradient]) {
      if case .draw = draw.node.op { given[draw] = random.numbers(draw.shape.count, in: 0...0.99) }
    }
    #expect(Interpreter(given).value(gradient).allSatisfy { $0 == 0 })
  }

  /// τ falls by exp(-cooling) an update, and no lower than the coldest.
  @Test func choicesCool() {
    let method = DiscreteGAN(
      estimator: .gumbelSoftmax, temperature: 2, cooling: 0.01, coldest: 0.5)
    let updates = Tensor.leaf("updates", 1, 1)
    func temperature(_ count: Double) -> Double {
      Interpreter([updates: [count]]).value(method.temperature(after: updates))[0]
    }
    #expect(
      temperature(0) == 2 && abs(temperature(50) - 2 * exp(-0.5)) < 1e-12
        && temperature(1000) == 0.5)
  }

  /// The generator's side of an adjusted game stays beside the estimator's own force.
  @Test(arguments: [DiscreteGAN.Estimator.gumbelSoftmax, .continuous])
  func penaltiesForcesAreKept(_ estimator: DiscreteGAN.Estimator) {
    let method = DiscreteGAN(estimator: estimator)
    var parts = Configuration.parts(of: method)
    parts.penalties = [SymplecticGradientAdjustment()]
    let game = SmallGame(method, parts: parts).game
    #expect(game.losses(of: method.objective).generatorForce != nil)
    #expect(method.losses(in: game).generatorForce != nil)
  }

  /// No gradient moves a choice, which is not to say that gradients have vanished.
  @Test(arguments: DiscreteGAN.Estimator.allCases)
  func gradientsOfChoicesHaveNotVanished(_ estimator: DiscreteGAN.Estimator) throws {
    var configuration = Configuration.small(DiscreteGAN(estimator: estimator))
    configuration.evaluation.diagnostics = true
    let share = try Trainer(configuration).evaluate().observations.first {
      $0.name == "vanished_gradients"
    }
    #expect(try #require(share).value.isNaN == (estimator != .continuous))
  }

  /// Every sample is a cell's centre.
  @Test(arguments: DiscreteGAN.Estimator.allCases)
  func samplesAreCells(_ estimator: DiscreteGAN.Estimator) throws {
    let configuration = Configuration.small(DiscreteGAN(estimator: estimator))
    let trainer = try Trainer(configuration)
    #expect(trainer.advance(to: 20) == nil)
    let lattice = try #require(trainer.target as? Lattice)
    let centres = lattice.centres.map(Float.init)
    #expect(trainer.samples(200).allSatisfy { x in centres.contains { abs($0 - x) < 1e-5 } })
  }
}
