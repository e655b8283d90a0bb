import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct WassersteinTracksQualityTests {
  // By hand: means 2 and 3, products of deviations -1·-2 + 0 + 1·2 = 4 over √(2 · 8) = 4; then one pair
  // of ranks exchanged, 1 - 6 · 2 / (4 · 15) = 0.8.
  @Test func correlationsAreTheTextbooks() {
    func expect(_ found: Double?, _ textbook: Double) {
      #expect(abs((found ?? .nan) - textbook) < 1e-12)
    }
    expect(Correlation.pearson([1, 2, 3], [1, 3, 5]), 1)
    expect(Correlation.pearson([1, 2, 3], [5, 3, 1]), -1)
    expect(Correlation.spearman([1, 2, 3, 4], [1, 8, 27, 64]), 1)
    expect(Correlation.spearman([1, 2, 3, 4], [1, 3, 2, 4]), 0.8)
    #expect(Correlation.pearson([1, 1, 1], [1, 2, 3]) == nil)
    #expect(Correlation.spearman([1], [1]) == nil)
    #expect(Correlation.pearson([1, .nan], [1, 2]) == nil)
  }

  /// What was said before the opponent had learned to speak does not count.
  @Test func earlyLooksAreLeftOut() {
    var run = TrackingStudy.Run(
      condition: TrackingStudy.conditions[0], seed: 0, settled: 200,
      points: (1...10).map { TrackingStudy.Point(step: 50 * $0, estimate: 1, wasserstein: 1) })
    #expect(run.judged.map(\.step) == [200, 250, 300, 350, 400, 450, 500])
    #expect(run.spearman == nil)
    for i in run.points.indices {
      (run.points[i].estimate, run.points[i].wasserstein) = (i < 3 ? 99 : Double(i), Double(i * i))
    }
    #expect(abs((run.spearman ?? .nan) - 1) < 1e-12)
  }

  /// Batch normalization where the condition says so, the methods' own objectives, one schedule.
  @Test func conditionsAreTheTrainersOwn() {
    #expect(TrackingStudy.conditions.count == 8)
    for condition in TrackingStudy.conditions {
      let configuration = TrackingStudy().configuration(condition, seed: 4)
      let isNormalized = (
        configuration.generator.layers.batchNormalization != nil,
        configuration.discriminator.layers.batchNormalization != nil
      )
      #expect(isNormalized.0 == (condition.normalization != .none))
      #expect(isNormalized.1 == (condition.normalization == .both))
      #expect((configuration.discriminator.weightClip != nil) == (condition.loss == .clipped))
      #expect(configuration.penalties.isEmpty == (condition.loss != .penalized))
      #expect(configuration.discriminator.updatesInARow == 5 && configuration.seed == 4)
    }
  }

  /// What the loss says after training against a generator that stands still.
  private static func estimate(
    _ loss: TrackingStudy.Loss, apart distance: Double, seed: UInt64 = 0
  ) -> Double {
    var configuration = TrackingStudy().configuration(
      TrackingStudy.Condition(loss: loss, normalization: .none), seed: seed)
    configuration.discriminator = .onLine.settling(in: 400)
    configuration.batch = 256
    if loss == .penalized { configuration.penalties = [GradientPenalty(weight: 100)] }
    let game = AffineGame(configuration, dimension: 1, weights: [1, Float(distance)]) {
      real, latents, streams in
      streams.target.fillUniforms(real)
      streams.latent.fillUniforms(latents)
    }
    game.updateDiscriminator(times: 400)
    let point = TrajectoryPoint(
      step: 0, generatorLoss: 0, discriminatorLoss: Double(game.game.discriminatorLoss),
      measurements: [], monitors: game.game.readings)
    return TrackingStudy.estimate(loss, at: point)
  }

  // Uniform distributions of width 1 at distances of 1.5 to 6: W1 is the distance, the divergence log 2.
  // A minibatch's mean errs by √(2 / 12 / 256) = 0.026, the penalized slope by some distance / 200.
  @Test func criticsTellDistancesAndDiscriminatorsDoNot() {
    for distance in [1.5, 3, 6] {
      let told = Self.estimate(.penalized, apart: distance)
      #expect(abs(told / distance - 1) < 0.1, "\(told) for \(distance)")
      let divergence = Self.estimate(.jensenShannon, apart: distance)
      #expect(abs(divergence - log(2.0)) < 0.05, "\(divergence) at \(distance)")
    }
    // Control: where the two overlap by half, the discriminator can tell: half of log 2. One minibatch errs by
    // log 2 / √(4 · 256) for each of its two means, and the discriminator has learnt from minibatches too.
    let halves = (0..<8).map { Self.estimate(.jensenShannon, apart: 0.5, seed: $0) }
    let half: Double = halves.reduce(0.0) { $0 + $1 } / 8
    #expect(abs(half - log(2.0) / 2) < 0.08, "\(half)")
  }

  // As the command computes it, for a few steps.
  @Test func studyLooksAtExactDistances() throws {
    var study = TrackingStudy()
    (study.seeds, study.steps, study.every) = ([0, 1], 20, 10)
    (study.batch, study.hidden, study.samples) = (32, [16], 64)
    let condition = TrackingStudy.Condition(loss: .clipped, normalization: .both)
    let runs = try study.run([condition])
    #expect(runs.map(\.seed) == [0, 1] && runs[0].points.map(\.step) == [10, 20])
    let trainer = try Trainer(study.configuration(condition, seed: 1))
    _ = trainer.advance(to: 20)
    let samples = SampleSet(trainer.samples(64), dimension: 2)
    let real = trainer.target.samples(64, from: RandomStream(seed: 1, name: "reference"))
    let exact = OptimalTransport.distance(samples, SampleSet(real, dimension: 2), order: 1)
    #expect(runs[1].points[1].wasserstein == exact && exact > 0.1)
    #expect(runs[1].points[1].estimate == trainer.evaluate().monitors[0].value)
  }
}
