import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANTheory

/// Penalties that can be worked out on paper, mostly of a linear discriminator w · x + b.
@Suite struct PenaltyTests {
  /// A game whose generator is the identity and whose discriminator has w = (3, 4), b = 7.
  private static func values(
    _ penalty: any Penalty, objective: Objective = .wasserstein
  ) -> (terms: [[Double]], gradient: [Double]) {
    let linear = MLP(inputs: 2, hidden: [], outputs: 1)
    let (real, latents) = (Tensor.leaf("real", 2, 2), Tensor.leaf("latents", 2, 2))
    let auxiliaryWeights = penalty.auxiliaryWeights
    let game = Game(
      generator: Player(
        "generator", MLP(inputs: 2, hidden: [], outputs: 2), SGD(),
        auxiliaryWeights: auxiliaryWeights),
      discriminator: Player("discriminator", linear, SGD(), auxiliaryWeights: auxiliaryWeights),
      real: real,
      latents: latents)
    let terms = penalty.terms(in: game, besides: game.losses(of: objective))
    let parameters = game.discriminator.network.parameters
    var given: [Tensor: [Double]] = [
      real: [1, 0, 0, 2], latents: [1, 1, -1, 0], parameters: [3, 4, 7],
      game.generator.network.parameters: [1, 0, 0, 1, 0, 0],
    ]
    // Means of earlier weights that are off by (1, -2) in the first two.
    for player in [game.generator, game.discriminator] {
      guard let mean = player.auxiliaryWeights(of: .history) else { continue }
      given[mean] = given[player.network.parameters]
      given[mean]?[0] -= 1
      given[mean]?[1] += 2
    }
    for draw in Tensor.nodes(of: [terms.generator, terms.discriminator]) {
      if case .draw = draw.node.op { given[draw] = Array(repeating: 0.25, count: draw.shape.count) }
    }
    let outputs = [
      terms.generator, terms.discriminator, terms.discriminator.gradient(at: parameters),
    ]
    let values = Interpreter(given).values(outputs)
    return (Array(values.prefix(2)), values[2])
  }

  /// Half of the way to a quarter, every term and force of a penalty has five eighths of its weight.
  @Test(arguments: Registry.standard.penalties.indices)
  func weightsFollowTheirSchedule(_ number: Int) throws {
    let type = Registry.standard.penalties[number]
    var penalty = type.init()
    let parts = Configuration.parts { $0.penalties = [penalty] }
    var small = SmallGame(parts: parts)
    let losses = small.game.bareLosses(of: .nonSaturating)
    penalty.annealing = .falling(.linear, updates: 6, to: 0.25)
    let terms = [
      penalty.terms(in: small.game, besides: losses),
      penalty.annealedTerms(in: small.game, besides: losses),
    ]
    func outputs(_ terms: Losses) -> [Tensor] {
      [terms.generator, terms.discriminator]
        + [terms.generatorForce, terms.discriminatorForce].compactMap(\.self)
    }
    // Draws of the two are different nodes: all have one value.
    for tensor in Tensor.nodes(of: terms.flatMap(outputs)) {
      guard case .draw = tensor.node.op else { continue }
      small.given[tensor] = Array(repeating: 0.3, count: tensor.shape.count)
    }
    small.given[small.game.discriminator.time] = [3]
    let values = terms.map { Interpreter(small.given).values(outputs($0)).flatMap(\.self) }
    #expect(values[0].contains { $0 != 0 })
    for (whole, annealed) in zip(values[0], values[1]) {
      #expect(abs(annealed - 0.625 * whole) <= 1e-12 * abs(whole), "\(type.name)")
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var penalty: any Penalty
    var generator, discriminator: Double
    var testDescription: String { "\(penalty)" }
  }

  /// Their values where |w| = 5.
  ///
  /// Mean real sample (0.5, 1), mean generated one (0, 0.5): the critic's gradient is the
  /// difference, whose square is 0.5, and the generator's, with respect to its matrix, the mean
  /// latent times -w, (0, 0.5)ᵀ (-3, -4), and to its bias, -w: 6.25 + 25.
  static let cases = [
    Case(penalty: GradientPenalty(weight: 0.1), generator: 0, discriminator: 1.6),
    Case(
      penalty: GradientPenalty(weight: 0.1, isOneSided: true), generator: 0, discriminator: 1.6),
    Case(
      penalty: GradientPenalty(weight: 0.1, target: 7, isOneSided: true), generator: 0,
      discriminator: 0),
    Case(penalty: GradientPenalty(weight: 2, target: 0), generator: 0, discriminator: 50),
    Case(penalty: R1(weight: 3), generator: 0, discriminator: 37.5),
    Case(penalty: R2(weight: 3), generator: 0, discriminator: 37.5),
    Case(penalty: DRAGANPenalty(weight: 10), generator: 0, discriminator: 160),
    // Outputs on generated samples 14 and 4.
    Case(
      penalty: JensenShannonRegularizer(weight: 2), generator: 0,
      discriminator: [-10, -15, 14, 4].reduce(0) { $0 + 12.5 / pow(1 + exp(-$1), 2) }),
    Case(penalty: GradientNorm(weight: 0.5), generator: 0.25, discriminator: 0),
    Case(penalty: Consensus(weight: 2), generator: 31.75, discriminator: 31.75),
    // Outputs on real samples 10 and 15.
    Case(penalty: LabelSmoothing(positive: 0.9), generator: 0, discriminator: 1.25),
    Case(penalty: HistoricalAveraging(weight: 2), generator: 10, discriminator: 10),
    // A force, and no loss.
    Case(penalty: SymplecticGradientAdjustment(), generator: 0, discriminator: 0),
    // Without a hidden layer the features are the samples.
    Case(penalty: FeatureMatching(weight: 2), generator: 1, discriminator: 0),
    Case(
      penalty: Diversity(weight: 2, valueWeight: 10), generator: 2 * (5 - Self.likeness),
      discriminator: 0),
  ]

  /// Brought to length 1 real samples are unit vectors, with two eigenvalues of 1, of which the second
  /// sample's is larger by the 1e-12 that keep lengths from zero; generated ones are (√½, √½) and
  /// (-1, 0), with the values 1 ± √½ and, over the samples, the vectors (√½, ∓√½).
  ///
  /// So the first directions agree to -√½ and the second to √½, but for a floor of 1e-6 under roots.
  private static let likeness: Double = {
    let half: Double = 0.5.squareRoot()
    func root(_ value: Double) -> Double { (value / (value + 1e-6)).squareRoot() }
    return half * root(1) * (root(1 - half) - root(1 + half))
  }()

  @Test(arguments: cases)
  func linearDiscriminators(_ case: Case) {
    let found = Self.values(`case`.penalty).terms
    #expect(abs(found[0][0] - `case`.generator) < 1e-10)
    #expect(abs(found[1][0] - `case`.discriminator) < 1e-10)
  }

  /// Every penalty of the catalogue is worked out above.
  @Test func noPenaltyIsLeftOut() {
    let names = Set(Self.cases.map { type(of: $0.penalty).name })
    #expect(names == Set(Registry.standard.penalties.map { $0.name }))
  }

  /// With smoothed labels the optimum is α p / (p + q).
  ///
  /// Section 3.4 of the paper; here that is 0.9 / 2, of as many real as generated samples at one place.
  @Test func labelSmoothingMovesTheOptimum() {
    let linear = MLP(inputs: 1, hidden: [], outputs: 1)
    let (real, latents) = (Tensor.leaf("real", 2, 1), Tensor.leaf("latents", 2, 1))
    let game = Game(
      generator: Player("generator", linear, SGD()),
      discriminator: Player("discriminator", linear, SGD()), real: real, latents: latents,
      penalties: [LabelSmoothing(positive: 0.9)])
    let parameters = game.discriminator.network.parameters
    func slope(at optimum: Double) -> Double {
      let loss = game.losses(of: .nonSaturating).discriminator
      return Interpreter([
        real: [0, 0], latents: [0, 0], game.generator.network.parameters: [0, 0],
        parameters: [0, log(optimum / (1 - optimum))],
      ]).value(loss.gradient(at: parameters))[1]
    }
    #expect(abs(slope(at: 0.45)) < 1e-12)
    #expect(abs(slope(at: 0.5)) > 0.05)
  }

  /// Noise that shrinks in a straight line and is gone after `steps` updates.
  @Test(arguments: [(0.0, 2.0), (25, 1.5), (100, 0), (300, 0)])
  func instanceNoiseIsAnnealed(_ time: Double, _ deviation: Double) {
    let (x, t) = (Tensor.leaf("x", 1, 2), Tensor.leaf("time", 1, 1))
    let seen = InstanceNoise(deviation: 2, updates: 100)(x, updates: t)
    var given: [Tensor: [Double]] = [x: [5, -1], t: [time]]
    for draw in Tensor.nodes(of: [seen]) {
      if case .draw(let law) = draw.node.op {
        #expect(law == .normal)
        given[draw] = [1, -0.5]
      }
    }
    let found = Interpreter(given).value(seen)
    #expect(abs(found[0] - (5 + deviation)) < 1e-12 && abs(found[1] - (-1 - deviation / 2)) < 1e-12)
  }

  /// Of five samples the three that the discriminator rates best, by sorting.
  @Test func topKTakesTheBest() {
    let (real, latents) = (Tensor.leaf("real", 5, 1), Tensor.leaf("latents", 5, 1))
    let linear = MLP(inputs: 1, hidden: [], outputs: 1)
    let game = Game(
      generator: Player("generator", linear, SGD()),
      discriminator: Player("discriminator", linear, SGD()), real: real, latents: latents)
    let rated = [0.3, -2, 1.5, 0.7, -0.1]
    let method = TopKGAN(objective: .nonSaturating, decay: 0.5, least: 0.5, every: 10)
    for (time, kept) in [(0.0, 5), (5, 4), (10, 3), (1000, 3)] {
      let given: [Tensor: [Double]] = [
        real: [0, 0, 0, 0, 0], latents: rated, game.generator.network.parameters: [1, 0],
        game.discriminator.network.parameters: [1, 0], game.generator.time: [time],
      ]
      let found = Interpreter(given).value(method.losses(in: game).generator)[0]
      let best = rated.sorted(by: >).prefix(kept)
      let expected = best.reduce(0) { $0 + log1p(exp(-$1)) } / Double(kept)
      #expect(abs(found - expected) < 1e-12, "\(time)")
    }
  }

  /// A row of a packed game is as many samples as the packing, in the order they were drawn.
  @Test func packsAreSamplesSideBySide() {
    let small = SmallGame(batch: 2, parts: .parts { $0.discriminator.packing = 3 })
    let fake = Interpreter(small.given).values([
      small.game.fake, small.game.generator(small.latents),
    ])
    #expect(small.game.fake.shape == Shape(2, 6))
    #expect(fake[0] == fake[1])
  }
}
