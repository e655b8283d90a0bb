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

/// Objectives, penalties, networks and looking ahead together: any two of them in some game.
@Suite struct CombinationTests {
  static let penalties: [[any Penalty]] =
    [[]] + Registry.standard.penalties.map { [$0.init()] }
    + [[GradientPenalty(weight: 1, target: 0.3, isOneSided: true)]]
  static let activations: [Activation] = [.tanh, .leakyRelu, .softplus, .elu, .silu]
  /// Pointwise, with closeness, in packs, disturbed.
  static let views = 4
  static let layers = [
    HiddenLayers(), HiddenLayers(batchNormalization: BatchNormalization(epsilon: 1e-2)),
    HiddenLayers(isSpectrallyNormalized: true), HiddenLayers(maxout: 2),
    HiddenLayers(isResidual: true),
    HiddenLayers(fourierFeatures: FourierFeatures(count: 2, deviation: 0.3)),
  ]
  static let sizes = [
    Objective.standard.count, penalties.count, activations.count, views, 2, layers.count,
    layers.count, Schedule.allCases.count,
  ]
  static let rows = PairwiseCover.rows(sizes)

  @Test func anyTwoChoicesOccurTogether() {
    for (i, m) in Self.sizes.enumerated() {
      for (j, n) in Self.sizes.enumerated() where i < j {
        let pairs = Set(Self.rows.map { [$0[i], $0[j]] })
        #expect(pairs.count == m * n)
      }
    }
    #expect(Self.rows.count < 200)
  }

  /// Both players' losses, differentiated twice, against difference quotients; and the compiled
  /// program against the interpreter.
  @Test(arguments: rows.indices)
  func gradientsAndPrograms(_ number: Int) {
    let row = Self.rows[number]
    let (objective, steps) = (Objective.standard[row[0]], row[4])
    let isMagnified = Self.penalties[row[1]].contains { $0 is Diversity }
    var small = SmallGame(
      batch: 4, hidden: [3, 3], activation: Self.activations[row[2]],
      closeness: row[3] == 1 ? MinibatchDiscrimination(kernels: 2, dimensions: 2) : nil,
      discriminatorOptimizer: Adam(learningRate: 0.05, epsilonUnderRoot: 1e-2),
      parts: .parts {
        $0.penalties = Self.penalties[row[1]]
        ($0.generator.layers, $0.discriminator.layers) = (Self.layers[row[5]], Self.layers[row[6]])
        $0.discriminator.packing = row[3] == 2 ? 2 : 1
        if row[3] == 3 {
          $0.discriminator.instanceNoise = InstanceNoise(deviation: 0.3, updates: 10)
        }
      },
      // With 32 two of the eigenvalues that diversity looks at come so close that they count as one.
      seed: isMagnified ? 33 : 32)
    let losses = UnrolledGAN(steps: steps, objective: objective).losses(in: small.game)
    small.fillDraws(of: [losses.generator, losses.discriminator])
    let (g, d) = (small.game.generator, small.game.discriminator)
    let both = [g.network.parameters, d.network.parameters]
    for (loss, player) in [(losses.generator, g), (losses.discriminator, d)] {
      let orders = GradientCheck.orders(
        loss, at: [player.network.parameters], then: both, given: small.given)
      for order in orders {
        #expect(order.error < MethodGradientTests.tolerance, "\(row), \(player.name), \(order)")
      }
    }
    let routine = Routine(
      "losses",
      outputs: [
        losses.generator, losses.discriminator, losses.generator.gradient(at: both[0]),
        losses.discriminator.gradient(at: both[1]),
      ] + [losses.generatorForce, losses.discriminatorForce].compactMap(\.self)
        + losses.monitors.map(\.value))
    // A critic's loss is a difference of its outputs: it has their rounding, however small it is.
    let rounding = 2 * Double(Float.ulpOfOne) * largestDecision(small)
    for (place, comparison) in compare(routine, given: small.given).enumerated() {
      if place < 2, comparison.difference < rounding { continue }
      // Eigenvectors magnify rounding by the inverse of what lies between two values, here of matrices
      // [3, 3] from four samples: 4.4e-4 at most is measured. Elsewhere it is 2.2e-5, of a small
      // difference of features.
      #expect(comparison.error < (isMagnified ? 1e-3 : 3e-5), "\(row), \(comparison)")
    }
  }

  private func largestDecision(_ small: SmallGame) -> Double {
    let decisions = [small.game.real, small.game.fake].map { small.game.decision($0) }
    return Interpreter(small.given).values(decisions).joined().map(abs).max() ?? 0
  }

  /// What is allowed together is written, read back and trained.
  @Test(arguments: rows.indices)
  func configurationsTrain(_ number: Int) throws {
    let row = Self.rows[number]
    var configuration = Configuration.small(
      UnrolledGAN(steps: row[4], objective: Objective.standard[row[0]]))
    configuration.penalties = Self.penalties[row[1]]
    configuration.discriminator.activation = Self.activations[row[2]]
    configuration.generator.layers = Self.layers[row[5]]
    configuration.discriminator.layers = Self.layers[row[6]]
    configuration.schedule = Schedule.allCases[row[7]]
    if row[3] == 1 {
      configuration.discriminator.minibatchDiscrimination = MinibatchDiscrimination(
        kernels: 2, dimensions: 2)
    }
    if row[3] == 2 { configuration.discriminator.packing = 2 }
    if row[3] == 3 { configuration.discriminator.instanceNoise = InstanceNoise() }
    let objective = configuration.method.objective
    let isAllowed =
      switch configuration.penalties.first {
      case is LabelSmoothing:
        [.minimax, .nonSaturating, .maximumLikelihood, .leastSquares].contains(objective)
      case is JensenShannonRegularizer: objective.isProbabilistic
      default: true
      }
    guard isAllowed else {
      #expect(throws: SettingError.self) { try configuration.validate() }
      return
    }
    #expect(try Configuration(yaml: configuration.yaml).yaml == configuration.yaml)
    let trainer = try Trainer(configuration)
    #expect(trainer.advance(to: 3) == nil)
    #expect(trainer.firstNonFiniteState() == nil)
  }
}
