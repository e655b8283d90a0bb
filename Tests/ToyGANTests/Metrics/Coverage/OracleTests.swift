import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// Samples of the target itself score what theory and design/papers.md, section 0, say.
@Suite struct OracleTests {
  static let rounds = 40
  static let samples = 2500

  @Test(arguments: TargetPreset.planar.indices) func theTargetScoresItsCeilings(_ number: Int) {
    let target = TargetPreset.planar[number]
    let scores = oracle(target)
    let modes = Double(target.modes.count)
    let n = Double(Self.rounds * Self.samples)
    #expect(scores.allSatisfy { $0.modesCovered == target.modes.count })
    #expect(scores.allSatisfy { $0.modesCoveredMass == target.modes.count })
    // Share within 3 deviations: 1 - exp(-9/2) = 0.98889, five standard errors.
    let inside = 0.988_891
    let share = mean(scores.compactMap(\.highQuality))
    #expect(abs(share - inside) < 5 * (inside * (1 - inside) / n).squareRoot())
    // The other rule in use, a box, holds erf(3 / sqrt 2)^2 = 0.99461 and would be told apart.
    #expect(abs(share - 0.994_608) > 0.004)
    // 2 n KL is chi-squared with K - 1 degrees of freedom: mean K - 1, variance 2 (K - 1).
    let divergence = mean(scores.compactMap(\.reverseKL)) * 2 * Double(Self.samples)
    let error = (2 * (modes - 1) / Double(Self.rounds)).squareRoot()
    #expect(abs(divergence - (modes - 1)) < 5 * error)
    // The square is unbiased, and its relative variance is below 1 / n.
    let ratio = mean(scores.compactMap(\.deviationRatio))
    #expect(abs(ratio - 1) < 5 * (1 / n).squareRoot())
  }

  @Test func everyScoreStandsBesideItsCeiling() {
    let scores = Scores([0, 2, 2, 0], TargetPreset.planar[0])
    let named = ["modes_covered", "modes_covered_mass", "high_quality", "reverse_kl"]
    let ceilings = named.map { name in
      scores.measurements.first { $0.name == name }?.expectedForTarget ?? .nan
    }
    let expected = [8, 8, 0.988_891, 7.0 / 4]
    #expect(zip(ceilings, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(scores.measurements.allSatisfy { $0.samples == 2 && !$0.definition.isEmpty })
  }

  @Test(arguments: [0.5, 0.9]) func modesThatAreTooNarrowShow(scale: Double) throws {
    let target = TargetPreset.planar[0]
    let narrow = try GaussianMixture.ring(modes: 8, radius: 2, deviation: 0.02 * scale)
    let samples = narrow.samples(20_000, from: RandomStream(seed: 6, name: "narrow"))
    let scores = Scores(samples, target)
    let share = try #require(scores.highQuality)
    #expect(share > 0.9925)
    // Truncation at 3 / scale deviations of the narrow modes hardly matters: variance 1, not 0.949.
    let kept = 9 / scale / scale / 2
    let square = 1 - kept * exp(-kept) / (1 - exp(-kept))
    let expected = scale * (square / (1 - 4.5 * exp(-4.5) / (1 - exp(-4.5)))).squareRoot()
    #expect(abs((scores.deviationRatio ?? 0) - expected) < 5 * scale / 40_000.squareRoot())
  }

  @Test func elongatedModesScoreTheSameCeilings() throws {
    let target = try GaussianMixture(
      means: [SIMD2(-9, 0), SIMD2(9, 0)],
      covariances: [Covariance(xx: 1, xy: 0.9, yy: 1), Covariance(xx: 0.1, xy: -0.1, yy: 2)])
    let scores = oracle(target)
    let n = Double(Self.rounds * Self.samples)
    #expect(abs(mean(scores.compactMap(\.highQuality)) - 0.988_891) < 5 * 0.105 / n.squareRoot())
    #expect(abs(mean(scores.compactMap(\.deviationRatio)) - 1) < 5 / n.squareRoot())
  }

  @Test func theSquareOfTheRatioIsUnbiasedForFewSamples() throws {
    let target = try GaussianMixture.mixture(means: [SIMD2(1, 2)], deviations: [0.3])
    let stream = RandomStream(seed: 9, name: "few")
    var (sum, rounds) = (0.0, 0.0)
    for _ in 0..<8000 {
      let scores = Scores(target.samples(3, from: stream), target)
      guard scores.goodCounts == [3], let ratio = scores.deviationRatio else { continue }
      (sum, rounds) = (sum + ratio * ratio, rounds + 1)
    }
    // Relative variance about 1/2 for two degrees of freedom a coordinate, 5 standard errors;
    // dividing by n in place of n - 1 would give 2/3.
    #expect(abs(sum / rounds - 1) < 5 * (0.5 / rounds).squareRoot())
  }

  private func oracle(_ target: GaussianMixture) -> [Scores] {
    let stream = RandomStream(seed: 2, name: "evaluation")
    return (0..<Self.rounds).map { round in
      stream.seek(to: UInt64(round))
      return Scores(target.samples(Self.samples, from: stream), target)
    }
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(Self.rounds)
  }
}
