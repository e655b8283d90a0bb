import Foundation
import Testing
import ToyGAN

@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

/// The rules by which a mode counts as covered and a sample as good, told apart.
@Suite struct CoverageRuleTests {
  let ring = TargetPreset.ring8.target

  /// A sample at (2 + a, b), in deviations of the first mode.
  private func sample(_ a: Double, _ b: Double) -> [Float] {
    [Float(2 + 0.02 * a), Float(0.02 * b)]
  }

  @Test func discBoxAndWideDisc() {
    // In order: in all; in the box and the wide disc; in the wide disc alone; in none.
    let samples = [sample(0, 1), sample(2.5, 2.5), sample(3.5, 0), sample(0, 4.5)]
    let scores = Scores(samples.flatMap(\.self), ring)
    #expect(scores["high_quality"] == 0.25)
    #expect(scores["high_quality_box"] == 0.5)
    #expect(scores["high_quality_4sigma"] == 0.75)
  }

  @Test func aModeMayNeedOneSampleOrTwenty() {
    func scores(_ count: Int, at a: Double) -> Scores {
      Scores((0..<count).flatMap { _ in sample(a, 0) }, ring)
    }
    #expect(scores(19, at: 0)["modes_covered_dist20"] == 0)
    #expect(scores(20, at: 0)["modes_covered_dist20"] == 1)
    #expect(scores(1, at: 0)["modes_covered"] == 1)
    #expect(scores(1, at: 3.5)["modes_covered"] == 0)
    #expect(scores(1, at: 3.5)["modes_covered_4sigma"] == 1)
  }

  @Test func aModeMayNeedASampleInItsBoxOrNearest() {
    let box = Scores(sample(2.5, 2.5), ring)
    #expect(box["modes_covered"] == 0 && box["modes_covered_box"] == 1)
    #expect(box["modes_covered_nearest"] == 1)
    // Halfway to the first mode, and out on the far side of the fifth.
    let far = Scores([1, 0, -100, 0], ring)
    #expect(far["modes_covered_box"] == 0 && far["modes_covered_4sigma"] == 0)
    #expect(far["modes_covered_nearest"] == 2)
    #expect(Scores([.nan, 0], ring)["modes_covered_nearest"] == 0)
  }

  /// Of 160 samples a mode has 19.8 good ones in the mean; against binomial terms, one by one.
  @Test func fewSamplesHoldFewModesOfTwenty() throws {
    let (n, rounds, share) = (160, 200, (1 - exp(-4.5)) / 8)
    var (term, tail) = (pow(1 - share, Double(n)), 1.0)
    for good in 0..<20 {
      tail -= term
      term *= Double(n - good) / Double(good + 1) * share / (1 - share)
    }
    let stream = RandomStream(seed: 9, name: "twenty")
    let scores = (0..<rounds).map { _ in Scores(ring.samples(n, from: stream), ring) }
    let expectedForTarget = try #require(
      Metric.modesCovered20.expectedForTarget(scores[0].evidence))
    #expect(abs(expectedForTarget - 8 * tail) < 1e-9)
    // Eight modes' chances of a half each: a deviation of at most √2 a round.
    let mean = scores.reduce(0.0) { $0 + ($1["modes_covered_dist20"] ?? .nan) } / Double(rounds)
    #expect(abs(mean - expectedForTarget) < 5 * (2.0 / Double(rounds)).squareRoot())
    #expect(Metric.modesCovered20.expectedForTarget(Scores([], ring).evidence) == 0)
    #expect(Metric.modesCovered.expectedForTarget(scores[0].evidence) == 8)
  }

  /// design/papers.md, section 0: 98.89 % in the disc of 3 deviations, 99.46 % in its box, 99.97 % in the
  /// disc of 4; each within five standard errors on a million samples of the target.
  @Test func thePerfectSamplersCeilings() throws {
    let n = 200_000
    let samples = ring.samples(n, from: RandomStream(seed: 5, name: "oracle"))
    let scores = Scores(samples, ring)
    let expected = [
      ("high_quality", 1 - exp(-4.5)), ("high_quality_box", pow(erf(3 / 2.0.squareRoot()), 2)),
      ("high_quality_4sigma", 1 - exp(-8)),
    ]
    for (name, mass) in expected {
      let metric = try #require(Registry.standard.metric(name))
      let (value, expectedForTarget) = (
        try #require(scores[metric]), metric.expectedForTarget(scores.evidence)
      )
      #expect(abs(try #require(expectedForTarget) - mass) < 1e-12)
      #expect(abs(value - mass) < 5 * (mass * (1 - mass) / Double(n)).squareRoot(), "\(name)")
    }
    #expect(abs(expected[0].1 - 0.9889) < 5e-5 && abs(expected[1].1 - 0.9946) < 5e-5)
    #expect(abs(expected[2].1 - 0.9997) < 5e-5)
  }

  /// Modes moved by one deviation, half as wide along one axis, against quadrature over the disc.
  @Test func movedAndFlattenedModesShow() throws {
    let flat = try GaussianMixture(
      means: (0..<8).map { k in
        let angle = Double(k) * .pi / 4
        return SIMD2(2 * cos(angle) + 0.02, 2 * sin(angle))
      },
      covariances: (0..<8).map { _ in try Covariance(xx: 4e-4, xy: 0, yy: 1e-4) })
    let samples = flat.samples(40_000, from: RandomStream(seed: 6, name: "flat"))
    let scores = Scores(samples, ring)
    let (mean, determinant) = Self.truncatedMoments()
    let tail: Double = exp(-4.5)
    let own: Double = 1 - 4.5 * tail / (1 - tail)
    // Five standard errors of 5,000 samples a mode, means over eight modes; offsets are a little longer
    // than that of their expectation.
    #expect(abs(try #require(scores["mode_offset"]) - mean) < 5 / 40_000.squareRoot() + 1e-3)
    let error: Double = (4.0 / 40_000).squareRoot()
    let ratio = try #require(scores["mode_log_determinant_ratio"])
    #expect(abs(ratio - log(determinant / (own * own))) < 5 * error)
    let itself = Scores(ring.samples(40_000, from: RandomStream(seed: 7, name: "flat")), ring)
    // The logarithm of a determinant in the plane varies by sqrt(4 / n) a mode.
    #expect(abs(try #require(itself["mode_log_determinant_ratio"])) < 5 * error)
    // A mean of 5,000 offsets is Rayleigh-distributed with deviation 1 / sqrt 5000, mean sqrt(pi / 2) of it.
    let offset = (Double.pi / 2 / 5000).squareRoot()
    #expect(
      abs(try #require(itself["mode_offset"]) - offset) < 5 * 0.66 / 40_000.squareRoot())
  }

  /// Mean along x and determinant of the covariance of N((1, 0), diag(1, 1/4)) within the disc of radius 3.
  private static func truncatedMoments() -> (mean: Double, determinant: Double) {
    let places = (0..<600).map { (Double($0) + 0.5) / 100 - 3 }
    var (mass, sum, xx, yy) = (0.0, 0.0, 0.0, 0.0)
    for x in places {
      for y in places where x * x + y * y < 9 {
        let weight: Double = exp(-(x - 1) * (x - 1) / 2 - 2 * y * y)
        mass += weight
        sum += weight * x
        xx += weight * x * x
        yy += weight * y * y
      }
    }
    let mean = sum / mass
    return (mean, (xx / mass - mean * mean) * yy / mass)
  }

  @Test func determinantsNeedMoreSamplesThanDimensions() {
    let few = Scores(sample(0, 0) + sample(1, 0), ring)
    #expect(few["mode_log_determinant_ratio"] == nil)
    // Three on a line have no area.
    let line = Scores(sample(0, 0) + sample(1, 0) + sample(2, 0), ring)
    #expect(line["mode_log_determinant_ratio"] == nil)
    #expect(line["deviation_ratio"] != nil)
  }
}
