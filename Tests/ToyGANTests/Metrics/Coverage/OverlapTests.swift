import Foundation
import Testing
import ToyGAN

@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

/// What theory says of modes alone it does not say of modes that come within twice the radius.
@Suite struct OverlapTests {
  private static let ofSeparateModes =
    ["high_quality", "high_quality_box", "high_quality_4sigma", "modes_covered_dist20"]
    + ["deviation_ratio", "mode_log_determinant_ratio"] + Metric.balance.map(\.name)

  private func scores(_ target: any Target) -> Scores {
    Scores(target.samples(400, from: RandomStream(seed: 1, name: "overlap")), target)
  }

  /// Neighbours on a ring of radius 1 are 2 sin(pi / 8) = 0.765 apart: 5 deviations of 0.153, and 7
  /// of 0.109.
  @Test(arguments: [0.153, 0.109]) func ceilingsAreThoseOfModesApart(deviation: Double) throws {
    let scores = scores(try GaussianMixture.ring(modes: 8, radius: 1, deviation: deviation))
    #expect(Self.ofSeparateModes.count == 6 + 18)
    for name in Self.ofSeparateModes {
      let metric = try #require(Registry.standard.metric(name))
      #expect((metric.expectedForTarget(scores.evidence) == nil) == (deviation > 0.15), "\(name)")
      #expect(metric.value(scores.evidence) != nil, "\(name)")
    }
    for metric in [Metric.modesCovered, .modesCoveredWide, .modesCoveredMass] {
      #expect(metric.expectedForTarget(scores.evidence) == 8)
    }
  }

  /// What a ceiling of 1 would have got wrong: neighbours cut each other off, so that 400 samples of
  /// the target itself score 0.812 (of 20 draws, in NumPy; deviation 0.019).
  @Test func overlapsWouldMissTheirCeilings() throws {
    let scores = scores(try GaussianMixture.ring(modes: 8, radius: 1, deviation: 0.4))
    #expect(abs(try #require(scores.deviationRatio) - 0.812) < 5 * 0.019)
  }

  /// The wider of two modes decides: 5 and 7 of its deviations.
  @Test func deviationsOfEitherCount() throws {
    func pair(_ distance: Double) throws -> GaussianMixture {
      try .mixture(means: [SIMD2(0, 0), SIMD2(distance, 0)], deviations: [0.1, 1])
    }
    #expect(try !pair(5).areApart && pair(7).areApart)
    // On a line the radius is 2.54 deviations.
    #expect(try !RoundMixture(means: [[0], [1.5]], deviations: [0.1, 0.3]).areApart)
    #expect(try RoundMixture(means: [[0], [1.6]], deviations: [0.1, 0.3]).areApart)
  }

  /// Two long modes that lean against each other: each is 14 deviations from the other's mean, and
  /// yet they cross one deviation from either; farther apart they do not within three.
  @Test func longModesMayCross() throws {
    func pair(_ x: Double) throws -> GaussianMixture {
      try GaussianMixture(
        means: [SIMD2(-x, 0), SIMD2(x, 0)],
        covariances: [Covariance(xx: 1, xy: 0.99, yy: 1), Covariance(xx: 1, xy: -0.99, yy: 1)])
    }
    let crossing = try pair(1)
    var offset = [0.0, 0]
    crossing.offset(of: [1.0, 0], from: 0, into: &offset)
    #expect(offset[0] * offset[0] + offset[1] * offset[1] > 196)
    #expect(try !crossing.areApart && pair(5).areApart)
  }

  /// Nobody looks at every two of thousands.
  @Test func ofTooManyModesTheorySaysNothing() throws {
    #expect(try GaussianMixture.grid(side: 5, spacing: 1, deviation: 0.01).areApart)
    #expect(try !GaussianMixture.grid(side: 45, spacing: 1, deviation: 0.01).areApart)
  }

  /// A single mode has all samples, whatever happens; good or not is as even as for any.
  @Test func ofOneModeTheDivisionIsCertain() throws {
    let scores = scores(try GaussianMixture.mixture(means: [SIMD2(1, 2)], deviations: [0.3]))
    for (name, expectedForTarget) in [
      ("chi_squared_p", 1.0), ("chi_squared_p_hq", 1), ("chi_squared_p_off_mode", 0.5),
      ("reverse_kl", 0), ("entropy", 0), ("tvd", 0),
    ] {
      let metric = try #require(Registry.standard.metric(name))
      #expect(metric.expectedForTarget(scores.evidence) == expectedForTarget, "\(name)")
    }
    #expect(scores["chi_squared_p"] == 1)
  }

  /// A lattice counts what its cells hold, overlaps and all; only the modes' shares are not known.
  @Test func cellsAreCountedWhereModesOverlap() throws {
    let pair = try GaussianMixture.mixture(
      means: [SIMD2(-1, 0), SIMD2(1, 0)], deviations: [0.5, 0.5])
    let scores = scores(try Lattice(of: pair, side: 16, extent: 3))
    #expect(Metric.reverseKL.expectedForTarget(scores.evidence) == nil)
    #expect(Metric.highQuality.expectedForTarget(scores.evidence) != nil)
    #expect(Metric.deviationRatio.expectedForTarget(scores.evidence) == 1)
  }
}
