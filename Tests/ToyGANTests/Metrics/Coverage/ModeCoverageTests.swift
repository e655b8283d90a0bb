import Foundation
import Testing
import ToyGAN

@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct ModeCoverageTests {
  let ring = TargetPreset.planar[0]

  @Test(arguments: 1...8) func coveringSomeModesEvenlyGivesTheLogOfTheRatio(covered: Int) {
    let scores = Scores(centres(Array(0..<covered), times: 5), ring)
    #expect(scores.modesCovered == covered && scores.modesCoveredMass == covered)
    #expect(abs((scores.reverseKL ?? -1) - log(8 / Double(covered))) < 1e-12)
    #expect(scores.highQuality == 1)
  }

  @Test func divergenceIsAgainstTheTargetsWeights() throws {
    let target = try GaussianMixture.ring(
      modes: 2, radius: 2, deviation: 0.1, weights: [3, 1])
    let right = Scores([2, 0, 2, 0, 2, 0, -2, 0], target)
    #expect(right.reverseKL == 0)
    let even = Scores([2, 0, -2, 0], target)
    #expect(abs((even.reverseKL ?? 0) - 0.5 * log(4.0 / 3)) < 1e-12)
  }

  @Test func divergenceCountsAllSamplesAndCoverageOnlyGoodOnes() {
    let scores = Scores([2, 0, 1, 0, -1, 0, -1, 0], ring)
    #expect(scores.counts == [2, 0, 0, 0, 2, 0, 0, 0])
    #expect(scores.goodCounts == [1, 0, 0, 0, 0, 0, 0, 0])
    #expect(scores.modesCovered == 1 && scores.highQuality == 0.25)
    #expect(abs((scores.reverseKL ?? 0) - log(4)) < 1e-12)
  }

  @Test func theRuleIsADiscOfThreeDeviations() {
    let (near, far) = (2 + 3 * Float(0.0199), 2 + 3 * Float(0.0201))
    let corner = 3 * Float(0.8 * 0.02)
    let samples = [near, 0, far, 0, 2 + corner, corner]
    #expect(Scores(samples, ring).goodCounts[0] == 1)
  }

  @Test func aStraySampleCoversAModeButDoesNotHoldIt() {
    let samples = centres([0], times: 999) + centres([1], times: 1)
    let scores = Scores(samples, ring)
    #expect(scores.modesCovered == 2 && scores.modesCoveredMass == 1)
    // The threshold itself counts: 1 of 80 is a tenth of an eighth.
    let edge = centres([0], times: 79) + centres([1], times: 1)
    #expect(Scores(edge, ring).modesCoveredMass == 2)
  }

  @Test func samplesThatAreNotFiniteAreNotGood() {
    let samples: [Float] = [.nan, 0, .infinity, -.infinity, 2, .nan, 2, 0]
    let scores = Scores(samples, ring)
    #expect(scores.coverage.samples == 4 && scores.counts.reduce(0, +) == 1)
    #expect(scores.highQuality == 0.25 && scores.modesCovered == 1)
  }

  @Test func hugeSamplesAreFar() {
    let huge = Float.greatestFiniteMagnitude
    let scores = Scores([huge, huge, -huge, huge], ring)
    #expect(scores.modesCovered == 0 && scores.highQuality == 0)
    #expect(scores.reverseKL?.isFinite == true)
  }

  @Test func whatSamplesDoNotDefineIsAbsent() {
    let none = Scores([], ring)
    #expect(
      none.measurements.map(\.name) == [
        "modes_by_mass", "modes_covered", "modes_covered_dist20", "modes_covered_4sigma",
        "modes_covered_box", "modes_covered_nearest", "modes_covered_mass",
      ])
    let lost = Scores([.nan, .nan], ring)
    #expect(lost.reverseKL == nil)
    #expect(lost.deviationRatio == nil)
    #expect(lost.highQuality == 0)
  }

  @Test func aTargetOfUnknownModesHasNoCoverage() {
    struct Unknown: Target {
      var dimension: Int { 2 }
      func draw(into: UnsafeMutableBufferPointer<Float>, from: RandomStream) {}
    }
    #expect(Scores([2, 0], Unknown()).evidence.coverage == nil)
    let meaningless = Metric.standard.filter { !$0.applies(to: Unknown()) }
    let ofModes: Set<Metric.Family> = [.coverage, .balance, .shape]
    #expect(meaningless.filter { $0 != .meanLogDensity }.allSatisfy { ofModes.contains($0.family) })
    #expect(meaningless.contains(.meanLogDensity))
    #expect(Metrics.measure([2, 0], of: Unknown(), by: meaningless).isEmpty)
    #expect(Metric.standard.allSatisfy { $0.applies(to: ring) })
  }

  @Test func aMeasurementSurvivesJSON() throws {
    let measured = Metrics.measure([2, 0, 2, 0], of: ring, by: Metric.duringTraining)
    let data = try JSONEncoder().encode(measured)
    // Foundation has a MetricValue too.
    let read = try JSONDecoder().decode([ToyGAN.MetricValue].self, from: data)
    #expect(read == measured)
  }

  private func centres(_ modes: [Int], times: Int) -> [Float] {
    (0..<times).flatMap { _ in
      modes.flatMap { [Float(ring.modes[$0].mean.x), Float(ring.modes[$0].mean.y)] }
    }
  }
}
