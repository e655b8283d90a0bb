import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard

@Suite struct GaussianMixtureTests {
  /// As many modes as asked, inside the square, the same for a seed and others for another.
  @Test func randomModes() throws {
    func means(_ seed: UInt64) throws -> [SIMD2<Double>] {
      let target = try GaussianMixture.random(modes: 500, extent: 3, deviation: 0.1, seed: seed)
      return target.modes.map(\.mean)
    }
    let places = try means(1)
    #expect(places.count == 500 && places.allSatisfy { max(abs($0.x), abs($0.y)) <= 3 })
    // Uniform on [-3, 3]: deviation √3, of the mean of 500 √3 / √500; to five of them.
    #expect(abs(places.reduce(0) { $0 + $1.x } / 500) < 0.39)
    #expect(try places == means(1) && places != means(2))
  }

  @Test(arguments: 1...12) func aRingHasAsManyDistinctModesAsItSays(modes: Int) throws {
    let ring = try GaussianMixture.ring(modes: modes, radius: 2, deviation: 0.02)
    #expect(distinct(ring.modes.map(\.mean)) == modes)
    #expect(ring.modes.allSatisfy { abs(($0.mean * $0.mean).sum().squareRoot() - 2) < 1e-12 })
  }

  @Test func theFamousRingThatClosesOnItselfHasSeven() throws {
    // numpy's linspace(0, 2 pi, 8) includes both ends, which are one place: design/papers.md.
    let means = (0..<8).map { k in
      let turn = 2 * Double.pi * Double(k) / 7
      return SIMD2(2 * cos(turn), 2 * sin(turn))
    }
    #expect(distinct(means) == 7)
  }

  @Test func aGridIsCentredAndSpaced() {
    let means = TargetPreset.planar[2].modes.map(\.mean)
    #expect(means.count == 25 && distinct(means) == 25)
    #expect(means.allSatisfy { [-4, -2, 0, 2, 4].contains($0.x) })
    #expect(means.reduce(SIMD2(), +) == SIMD2())
  }

  @Test func densityIntegratesToOne() throws {
    let mixture = try skewed()
    var (sum, step) = (0.0, 0.05)
    for x in stride(from: -6.0, through: 6, by: step) {
      for y in stride(from: -6.0, through: 6, by: step) {
        sum += exp(mixture.logDensity(at: (x, y)))
      }
    }
    step *= step
    // The trapezoidal rule on a smooth function that vanishes at the border is all but exact.
    #expect(abs(sum * step - 1) < 1e-9)
  }

  @Test func logDensityIsExactWhereTheDensityUnderflows() throws {
    let one = try GaussianMixture.mixture(means: [SIMD2(0, 0)], deviations: [0.01])
    let expected = -log(2 * Double.pi * 1e-4) - 100 * 100 / 1e-4 / 2
    #expect(abs(one.logDensity(at: (100, 0)) / expected - 1) < 1e-14)
  }

  @Test func drawsHaveTheMomentsOfTheMixture() throws {
    let mixture = try skewed()
    let count = 200_000
    let samples = mixture.samples(count, from: RandomStream(seed: 3, name: "target"))
    #expect(samples.count == 2 * count)
    var second = (xx: 0.0, xy: 0.0, yy: 0.0)
    for i in 0..<count {
      let (x, y) = (Double(samples[2 * i]), Double(samples[2 * i + 1]))
      second = (second.xx + x * x, second.xy + x * y, second.yy + y * y)
    }
    // E[x x'] = sum_k w_k (S_k + mu_k mu_k'); the tolerance is above 5 standard errors, as
    // fourth moments are below 9.
    var expected = (xx: 0.0, xy: 0.0, yy: 0.0)
    for mode in mixture.modes {
      let (m, s, w) = (mode.mean, mode.covariance, mode.weight)
      expected.xx += w * (s.xx + m.x * m.x)
      expected.xy += w * (s.xy + m.x * m.y)
      expected.yy += w * (s.yy + m.y * m.y)
    }
    let n = Double(count)
    #expect(abs(second.xx / n - expected.xx) < 0.034)
    #expect(abs(second.xy / n - expected.xy) < 0.034)
    #expect(abs(second.yy / n - expected.yy) < 0.034)
  }

  @Test func equalModesShareTheSamplesByWeight() throws {
    let ring = try GaussianMixture.ring(
      modes: 3, radius: 5, deviation: 0.1, weights: [1, 2, 0])
    let weights: [Double] = [1.0 / 3, 2.0 / 3]
    #expect(ring.modes.map(\.weight) == weights)
    let samples = ring.samples(30_000, from: RandomStream(seed: 4, name: "target"))
    let share = Double(Scores(samples, ring).counts[0]) / 30_000
    #expect(abs(share - 1.0 / 3) < 5 * (2.0 / 9 / 30_000).squareRoot())
  }

  @Test func presetsAreThoseOfThePapers() {
    #expect(
      TargetPreset.allCases.map(\.rawValue) == [
        "ring8", "ring8-pacgan", "grid25", "ring8-imbalanced", "gaussians-1200d",
      ])
    let deviations = TargetPreset.planar.map { $0.modes[0].covariance.xx.squareRoot() }
    #expect(zip(deviations, [0.02, 0.01, 0.05, 0.02]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(TargetPreset.planar.last?.weights == (1...8).map { Double($0) / 36 })
  }

  /// Two modes, one with a strong correlation, one narrow, of unequal weights.
  private func skewed() throws -> GaussianMixture {
    try GaussianMixture(
      means: [SIMD2(-1, 0.5), SIMD2(1, -0.5)],
      covariances: [Covariance(xx: 0.5, xy: -0.4, yy: 0.6), Covariance(deviation: 0.25)],
      weights: [3, 1])
  }

  private func distinct(_ points: [SIMD2<Double>]) -> Int {
    points.indices.count { i in
      points[..<i].allSatisfy { abs($0.x - points[i].x) + abs($0.y - points[i].y) > 1e-9 }
    }
  }
}

extension TargetPreset {
  /// The presets that are mixtures in the plane.
  static let planar = allCases.compactMap { $0.target as? GaussianMixture }
}
