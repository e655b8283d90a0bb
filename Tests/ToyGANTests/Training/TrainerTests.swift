import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// What must hold of every run, method by method.
@Suite struct TrainerTests {
  static let methods = Configuration.smallMethods

  private static func trained(_ configuration: Configuration, to step: Int) throws -> Trainer {
    let trainer = try Trainer(configuration)
    #expect(trainer.advance(to: step) == nil)
    #expect(trainer.step == step)
    return trainer
  }

  /// Floats as bits: NaN would equal nothing, and zeros of either sign each other.
  private static func bits(_ trainer: Trainer) -> [[UInt32]] {
    trainer.checkpoint().arrays.map { $0.values.map(\.bitPattern) }
      + [trainer.samples(20).map(\.bitPattern)]
  }

  @Test(arguments: methods.indices, Schedule.allCases)
  func sameSeedSameBytes(_ number: Int, _ schedule: Schedule) throws {
    let method = Self.methods[number]
    let one = try Self.trained(.small(method, schedule: schedule), to: 30)
    let two = try Self.trained(.small(method, schedule: schedule), to: 30)
    #expect(Self.bits(one) == Self.bits(two))
    #expect(one.evaluate() == two.evaluate())
    let other = try Self.trained(.small(method, seed: 2, schedule: schedule), to: 30)
    for (a, b) in zip(Self.bits(one), Self.bits(other)) where a.count > 1 {
      #expect(a != b, "another seed gives other numbers")
    }
  }

  @Test(arguments: methods.indices)
  func lookingChangesNothing(_ number: Int) throws {
    let configuration = Configuration.small(Self.methods[number])
    let unseen = try Self.trained(configuration, to: 12)
    let watched = try Trainer(configuration)
    for step in 1...12 {
      #expect(watched.advance(to: step) == nil)
      _ = (watched.evaluate(), watched.samples(7), watched.surface(side: 5), watched.checkpoint())
    }
    #expect(Self.bits(unseen) == Self.bits(watched))
    #expect(unseen.evaluate() == watched.evaluate())
  }

  @Test(arguments: methods.indices, Schedule.allCases)
  func aRestoredRunContinuesWithTheSameBytes(_ number: Int, _ schedule: Schedule) throws {
    let configuration = Configuration.small(Self.methods[number], schedule: schedule)
    let whole = try Self.trained(configuration, to: 20)
    let checkpoint = try Self.trained(configuration, to: 10).checkpoint()
    let restored = try Trainer(configuration)
    try restored.restore(checkpoint)
    #expect(restored.checkpoint() == checkpoint)
    #expect(restored.step == 10)
    #expect(restored.advance(to: 20) == nil)
    #expect(Self.bits(restored) == Self.bits(whole))
    #expect(restored.evaluate() == whole.evaluate())
  }

  /// The weights that lookahead and averaging remember are part of a checkpoint.
  @Test func rememberedWeightsAreRestored() throws {
    var configuration = Configuration.small(GAN())
    configuration.lookahead = Lookahead(every: 3, share: 0.5)
    configuration.generator.average = 0.9
    let whole = try Self.trained(configuration, to: 20)
    let restored = try Trainer(configuration)
    try restored.restore(try Self.trained(configuration, to: 10).checkpoint())
    #expect(restored.advance(to: 20) == nil)
    #expect(Self.bits(restored) == Self.bits(whole))
    let names = whole.evaluate().observations.map(\.name)
    #expect(names.contains("average_modes_covered"))
    // The average covers no mode yet, and a deviation without samples is not a number: as text.
    #expect("\(restored.evaluate())" == "\(whole.evaluate())")
  }

  /// The mean keeps its share of what it was and takes in the rest from the present weights.
  @Test func averagesFollowTheWeights() throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.average = 0.75
    let steps = try (0...2).map { try Self.trained(configuration, to: $0).checkpoint() }
    let names = steps[0].arrays.map(\.name).filter { $0.contains("average weights") }
    #expect(!names.isEmpty)
    for name in names {
      let own = name.replacing("average weights.", with: "")
      var mean = try #require(steps[0].array(own)).values
      for step in steps.dropFirst() {
        let present = try #require(step.array(own)).values
        mean = zip(mean, present).map { 0.75 * $0 + 0.25 * $1 }
        let found = try #require(step.array(name)).values
        #expect(zip(found, mean).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(present != found)
      }
    }
  }

  /// What is measured of the average beside the current generator is all that is measured where it is the result.
  @Test func theAverageCanBeTheResult() throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.average = 0.5
    let beside = try Self.trained(configuration, to: 20)
    configuration.evaluation.weights = .average
    let result = try Self.trained(configuration, to: 20)
    #expect(result.checkpoint() == beside.checkpoint())
    #expect(result.samples(10) != beside.samples(10))
    let (point, other) = (result.evaluate(), beside.evaluate())
    #expect(!point.observations.contains { $0.name.hasPrefix("average_") })
    let averages = other.observations.filter { $0.name.hasPrefix("average_") }
    #expect(!point.measurements.isEmpty)
    for own in point.measurements {
      #expect(averages.first { $0.name == "average_\(own.name)" }?.value == own.value)
    }
    // An average that retains nothing is the current generator.
    configuration.generator.average = 0
    let present = try Self.trained(configuration, to: 20).samples(10)
    configuration.evaluation.weights = .current
    #expect(try Self.trained(configuration, to: 20).samples(10) == present)
  }

  @Test func anAverageThatIsNotKeptIsNoResult() {
    var configuration = Configuration.small(GAN())
    #expect(!configuration.yaml.contains("weights:"))
    configuration.evaluation.weights = .average
    let error = #expect(throws: SettingError.self) { try Recipe(configuration) }
    #expect(error?.key == "evaluation.weights" && error?.value == "average")
  }

  /// A discriminator that sees the rest of the minibatch has no optimum p / (p + q), nor one that is told
  /// other labels.
  @Test func onlySomeDiscriminatorsHaveTheOptimum() throws {
    func distance(_ change: (inout Configuration) -> Void) throws -> Double {
      var configuration = Configuration.small(GAN())
      configuration.evaluation.diagnostics = true
      change(&configuration)
      let readings = try Trainer(configuration).evaluate().observations
      return try #require(readings.first { $0.name == "optimal_discriminator_distance" }).value
    }
    #expect(try distance { _ in }.isFinite)
    #expect(
      try distance {
        $0.discriminator.minibatchDiscrimination = .init(kernels: 2, dimensions: 2)
      }.isNaN)
    #expect(
      try distance { $0.discriminator.layers.batchNormalization = BatchNormalization() }.isNaN)
    #expect(try distance { $0.penalties = [LabelSmoothing()] }.isNaN)
  }

  /// Three updates of the discriminator before every two of the generator.
  @Test func turnsOfSeveralSteps() throws {
    var configuration = Configuration.small(GAN())
    (configuration.discriminator.updatesInARow, configuration.generator.updatesInARow) = (3, 2)
    let checkpoint = try Self.trained(configuration, to: 5).checkpoint()
    #expect((checkpoint.step, checkpoint.discriminatorUpdates) == (5, 9))
    #expect(checkpoint.array("discriminator.time")?.values == [9])
  }

  @Test func uniformLatentsFillTheCube() throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.latentDistribution = .uniform
    configuration.generator.latent = 1000
    let trainer = try Self.trained(configuration, to: 1)
    let latents = trainer.game.memory(of: trainer.game.latents)
    #expect(latents.allSatisfy { $0 >= -1 && $0 < 1 })
    #expect((latents.min() ?? 0) < -0.999 && (latents.max() ?? 0) > 0.999)
  }

  @Test func aCheckpointOfOtherNetworksIsRefused() throws {
    var configuration = Configuration.small(GAN())
    let checkpoint = try Trainer(configuration).checkpoint()
    configuration.discriminator.hidden = [9]
    let other = try Trainer(configuration)
    #expect {
      try other.restore(checkpoint)
    } throws: {
      "\($0)".contains("discriminator.0.weight [2, 8]") && "\($0)".contains("[2, 9]")
    }
  }

  /// Both losses of a simultaneous step are those of the weights before it on one minibatch, the
  /// one that is still in memory; an alternating step drew another for the generator.
  @Test(arguments: Schedule.allCases)
  func minibatchesOfASchedule(_ schedule: Schedule) throws {
    let configuration = Configuration.small(GAN(), schedule: schedule)
    let trainer = try Trainer(configuration)
    let game = trainer.game
    func values(_ leaf: Tensor) -> [Double] { game.memory(of: leaf).map(Double.init) }
    var given: [Tensor: [Double]] = [:]
    for player in [game.generator, game.discriminator] {
      given[player.network.parameters] = values(player.network.parameters)
    }
    #expect(trainer.advance(to: 1) == nil)
    for leaf in [game.real, game.latents] { given[leaf] = values(leaf) }
    let losses = GAN().losses(
      in: Game(
        generator: game.generator, discriminator: game.discriminator, real: game.real,
        latents: game.latents))
    let expected = Interpreter(given).values([losses.discriminator, losses.generator])
    let isSame = schedule == .simultaneous
    #expect((abs(Double(game.discriminatorLoss) - expected[0][0]) < 1e-6) == isSame)
    #expect((abs(Double(game.generatorLoss) - expected[1][0]) < 1e-6) == isSame)
  }

  @Test func everyUpdateIsCounted() throws {
    let checkpoint = try Self.trained(.small(WGAN()), to: 3)
      .checkpoint()
    #expect((checkpoint.step, checkpoint.discriminatorUpdates) == (3, 15))
    #expect(checkpoint.array("generator.time")?.values == [3])
    #expect(checkpoint.array("discriminator.time")?.values == [15])
    let weights = checkpoint.arrays.filter {
      $0.name.hasPrefix("discriminator") && $0.name.hasSuffix("weight")
        && !$0.name.contains("mean square")
    }
    #expect(!weights.isEmpty)
    #expect(weights.allSatisfy { $0.values.allSatisfy { abs($0) <= 0.01 } }, "weights are clipped")
  }

  /// Divergence is an outcome: it says when and what, and the state says what is left.
  @Test func aRunawayLearningRateDiverges() throws {
    var configuration = Configuration.small(GAN())
    configuration.generator.optimizer = SGD(learningRate: 1e30)
    configuration.discriminator.optimizer = SGD(learningRate: 1e30)
    let trainer = try Trainer(configuration)
    #expect(trainer.firstNonFiniteState() == nil)
    guard case .diverged(let step, let quantity)? = trainer.advance(to: 50) else {
      Issue.record("a learning rate of 1e30 did not diverge")
      return
    }
    #expect(step == trainer.step && quantity.hasSuffix("loss"))
    #expect(trainer.firstNonFiniteState() != nil)
  }
}
