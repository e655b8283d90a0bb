import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct DiagnosisTests {
  private func diagnosis(
    real: [Double], fake: [Double], gradients: [Double] = [1], generated: [Float] = []
  ) -> Diagnosis {
    Diagnosis(
      real: real, fake: fake, generatorGradient: 1, discriminatorGradient: 1,
      sampleGradients: gradients, generated: generated)
  }

  @Test func accuracyCountsTheRightSide() {
    let diagnosis = diagnosis(real: [1, 2, -1, 3], fake: [-1, 0.2, -3, -4])
    #expect(diagnosis.accuracy(threshold: 0) == 0.75)
    #expect(diagnosis.accuracy(threshold: 0.5) == 0.875)
  }

  /// D = 1/2 throughout on as many real as generated samples is calibrated; D = σ(2) on both errs by
  /// σ(2) - 1/2; perfect confidence that is right does not err.
  @Test func calibration() {
    #expect(diagnosis(real: [0, 0], fake: [0, 0]).calibrationError == 0)
    let bold = diagnosis(real: [2, 2], fake: [2, 2]).calibrationError
    #expect(abs(bold - (1 / (1 + exp(-2.0)) - 0.5)) < 1e-12)
    #expect(diagnosis(real: [40], fake: [-40]).calibrationError < 1e-12)
    #expect(diagnosis(real: [.nan], fake: [0]).calibrationError.isNaN)
  }

  @Test func vanishedGradientsAreCountedOnTheTargetsScale() {
    let diagnosis = diagnosis(real: [0], fake: [0], gradients: [1, 4e-4, 1e-9, 0.1])
    #expect(diagnosis.vanishedShare(scale: 1) == 0.5)
    #expect(diagnosis.vanishedShare(scale: 10) == 0.25)
  }

  /// Where the generator draws from the target, the optimum is 1/2: a discriminator that says so is near it,
  /// one that is sure of itself is 1/2 away.
  @Test func distanceToTheOptimum() throws {
    let target = try GaussianMixture.mixture(means: [SIMD2(0, 0)], deviations: [1])
    let stream = RandomStream(seed: 2, name: "optimum")
    let (real, fake) = (target.samples(100, from: stream), target.samples(100, from: stream))
    let generator = SampleSet(target.samples(1000, from: stream), dimension: 2)
    func distance(_ logit: Double) throws -> Double {
      let said = [Double](repeating: logit, count: 100)
      let report = DiagnosticReport(
        diagnosis(real: said, fake: said, generated: fake), objective: .nonSaturating,
        target: target, seesSamples: true)
      let readings = report.readings(real: real, generator: generator)
      return try #require(readings.first { $0.name == "optimal_discriminator_distance" }).value
    }
    #expect(try distance(0) < 0.1)
    #expect(abs(try distance(20) - 0.5) < 0.05)
  }

  @Test func criticsHaveNoProbability() {
    let target = TargetPreset.ring8.target
    let report = DiagnosticReport(
      diagnosis(real: [3], fake: [2], generated: [0, 0]), objective: .wasserstein,
      target: target, seesSamples: true)
    let values = report.readings(real: [2, 0], generator: SampleSet([2.0, 0], dimension: 2))
    #expect(values.map(\.name) == DiagnosticReport.columns.map(\.0))
    #expect(values.prefix(3).map(\.value).allSatisfy { $0.isNaN })
    #expect(values.dropFirst(3).map(\.value).allSatisfy { $0.isFinite })
  }

  /// Squared lengths of the players' gradients, against difference quotients of the losses.
  @Test func gradientsAreThoseOfTheLosses() {
    let small = SmallGame()
    let losses = GAN().losses(in: small.game)
    let units = StandardUnits(nil, dimension: 2, packing: 1)
    let outputs = Diagnosis.outputs(of: losses, in: small.game, units: units)
    for (loss, player, output) in [
      (losses.generator, small.game.generator, outputs[2]),
      (losses.discriminator, small.game.discriminator, outputs[3]),
    ] {
      let leaf = player.network.parameters
      let count = leaf.shape.count
      let squares = (0..<count).reduce(0.0) { sum, index in
        func value(_ change: Double) -> Double {
          var given = small.given
          given[leaf]?[index] += change
          return Interpreter(given).value(loss)[0]
        }
        let slope = (value(1e-5) - value(-1e-5)) / 2e-5
        return sum + slope * slope
      }
      let said = Interpreter(small.given).value(output)[0]
      #expect(abs(said / squares - 1) < 1e-6)
    }
  }

  /// The unit that the target is written in does not matter where players train in standard units.
  @Test func vanishedGradientsDoNotDependOnTheUnit() throws {
    let shares = try [2, 0.002].map { radius in
      var configuration = Configuration.small(GAN())
      configuration.target = .ring(modes: 8, radius: radius, deviation: radius / 100)
      configuration.isStandardized = true
      configuration.evaluation.diagnostics = true
      let readings = try Trainer(configuration).evaluate().observations
      return try #require(readings.first { $0.name == "vanished_gradients" }).value
    }
    #expect(shares[0] == shares[1] && shares[0] < 1)
  }

  /// Looking closer changes nothing that is looked at.
  @Test(arguments: Configuration.smallMethods.map { type(of: $0).name })
  func trainingIsTheSameWithDiagnostics(name: String) throws {
    let method = try #require(Configuration.smallMethods.first { type(of: $0).name == name })
    var configuration = Configuration.small(method)
    let plain = try Trainer(configuration)
    configuration.evaluation.diagnostics = true
    let watched = try Trainer(configuration)
    for goal in [0, 2, 4] {
      #expect(plain.advance(to: goal) == nil && watched.advance(to: goal) == nil)
      let (a, b) = (plain.evaluate(), watched.evaluate())
      #expect(a.generatorLoss == b.generatorLoss && a.measurements == b.measurements)
      #expect(
        b.observations.map(\.name)
          == DiagnosticReport.columns.map(\.0) + a.observations.map(\.name))
      let norms = b.observations.filter { $0.name.hasPrefix("gradient_norm") }
      #expect(norms.count == 2 && norms.allSatisfy { $0.value > 0 && $0.value.isFinite })
    }
    #expect(plain.samples(20) == watched.samples(20))
  }
}
