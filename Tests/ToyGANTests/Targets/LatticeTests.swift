import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

@Suite struct LatticeTests {
  private let lattice = try? Lattice(
    of: GaussianMixture.ring(modes: 8, radius: 2, deviation: 0.02), side: 16, extent: 3)

  /// Samples are centres, no farther from the mixture's own than half a cell.
  @Test func samplesAreTheNearestCentres() throws {
    let lattice = try #require(lattice)
    let rounded = lattice.samples(2000, from: RandomStream(seed: 1, name: "lattice"))
    let exact = lattice.mixture.samples(2000, from: RandomStream(seed: 1, name: "lattice"))
    for (a, b) in zip(rounded, exact) {
      #expect(lattice.centres.contains { abs($0 - Double(a)) < 1e-6 })
      #expect(abs(a - b) <= Float(lattice.width / 2) + 1e-6)
    }
    #expect(Set(rounded).count > 2)
  }

  /// What lies outside falls into the outermost cell; a centre is its own.
  @Test func cells() throws {
    let lattice = try #require(lattice)
    for centre in lattice.centres { #expect(lattice.centre(nearest: centre) == centre) }
    #expect(lattice.centre(nearest: -100) == lattice.centres[0])
    #expect(lattice.centre(nearest: 100) == lattice.centres[15])
  }

  /// All of the target's own samples are good, and all modes are there; one cell is one mode.
  @Test func theTargetScoresFull() throws {
    let lattice = try #require(lattice)
    let drawn = SampleSet(
      lattice.samples(2500, from: RandomStream(seed: 2, name: "lattice")), dimension: 2)
    let measured = Metrics.measure(
      Evidence(drawn, of: lattice),
      by: Metric.standard.filter { ["modes_covered", "high_quality"].contains($0.name) })
    #expect(measured.first { $0.name == "modes_covered" }?.value == 8)
    #expect((measured.first { $0.name == "high_quality" }?.value ?? 0) > 0.99)
  }

  /// Narrow, broad and tilted modes, some of them beyond the lattice.
  private static let mixtures: [GaussianMixture] = {
    let tilted = try? Covariance(xx: 0.3, xy: 0.2, yy: 0.2)
    let round = try? Covariance(deviation: 0.5)
    return [
      try? .ring(modes: 8, radius: 2, deviation: 0.02),
      try? .ring(modes: 3, radius: 2.8, deviation: 0.6),
      tilted.flatMap { tilted in
        round.flatMap { round in
          try? GaussianMixture(
            means: [SIMD2(-1, 0.3), SIMD2(1.5, -1)], covariances: [tilted, round], weights: [2, 1])
        }
      },
    ].compactMap(\.self)
  }()

  /// What the target itself scores, in closed form: within 4 standard errors of 200,000 of its samples.
  @Test(arguments: 0..<3, [5, 16])
  func ceilingsAreThoseOfTheCells(mixture: Int, side: Int) throws {
    let lattice = try Lattice(of: Self.mixtures[mixture], side: side, extent: 3)
    let count = 200_000
    let drawn = SampleSet(
      lattice.samples(count, from: RandomStream(seed: 5, name: "ceilings")), dimension: 2)
    let names = ["high_quality", "high_quality_box", "high_quality_4sigma"]
    let metrics = Metric.standard.filter { names.contains($0.name) }
    #expect(metrics.count == 3)
    for measured in Metrics.measure(Evidence(drawn, of: lattice), by: metrics) {
      let expectedForTarget = try #require(measured.expectedForTarget)
      let error = (expectedForTarget * (1 - expectedForTarget) / Double(count)).squareRoot()
      // A tilted mode's cells are sums over 24 quantiles.
      #expect(abs(measured.value - expectedForTarget) < 4 * error + 2e-4, "\(measured)")
    }
    let modes = try #require(lattice.modeSet)
    #expect(abs(modes.mass(within: 1e6) - 1) < 1e-9)
    let coverage = modes.coverage(of: drawn)
    if let ratio = coverage.deviationRatio { #expect(abs(ratio - 1) < 0.01, "\(ratio)") }
  }

  /// Of modes that are a cell each nothing has a spread; Gaussians have none of this.
  @Test func aCellHasNoSpread() throws {
    let lattice = try Lattice(
      of: try .mixture(means: [SIMD2(-1, 0), SIMD2(1, 0)], deviations: [0.01, 0.01]), side: 3,
      extent: 1.5)
    let modes = try #require(lattice.modeSet)
    #expect(modes.truncatedSquare == nil && modes.mass(within: 3) == 1)
    let drawn = SampleSet(
      lattice.samples(100, from: RandomStream(seed: 6, name: "cells")), dimension: 2)
    #expect(modes.coverage(of: drawn).deviationRatio == nil)
    #expect(modes.coverage(of: drawn).modesCovered == 2)
  }

  /// Equal samples have balls that hold nothing, so densities' expectations are not a lattice's.
  @Test func tiesHaveNoCeilings() throws {
    let lattice = try #require(lattice)
    for target in [lattice, lattice.mixture] as [any Target] {
      let stream = RandomStream(seed: 7, name: "ties")
      let scores = Scores(target.samples(100, from: stream), target)
      for metric in [Metric.density, .coverageOfBalls] {
        #expect(
          (metric.expectedForTarget(scores.evidence) == nil) == (target is Lattice),
          "\(metric.name)")
      }
    }
  }

  /// About 1.4e-10 of this target is off every mode (by SciPy's normal distribution): a bin that
  /// stays empty, and is none.
  @Test func whatIsAllButNowhereIsNoBin() throws {
    let lattice = try #require(lattice)
    let scores = Scores(
      lattice.samples(2500, from: RandomStream(seed: 8, name: "bins")), lattice)
    #expect((1e-11..<1e-9).contains(1 - scores.coverage.insideMass))
    #expect(scores.coverage.withOffMode.counts.count == 8)
    let metric = try #require(Registry.standard.metric("forward_kl_off_mode"))
    #expect(metric.expectedForTarget(scores.evidence) == 7.0 / 5000)
    // 2 n KL is chi-squared with 7 degrees of freedom: above 40 once in a million.
    #expect(try #require(scores[metric]) < 40.0 / 5000)
  }

  @Test(arguments: [
    ("target: {lattice: {side: 16, extent: 3, of: grid25}}", "target.lattice.extent"),
    ("target: {lattice: {side: 16, extent: 1.0e+39, of: ring8}}", "target.lattice.extent"),
    ("target: {lattice: {side: 2, extent: 3, of: ring8}}", "target.lattice.side"),
    ("target: {lattice: {side: 1, extent: 3, of: ring8}}", "target.lattice.side"),
    ("target: {lattice: {side: 8, extent: -1, of: ring8}}", "target.lattice.extent"),
    ("target: {lattice: {side: 8, extent: 1, of: swiss-roll}}", "target.lattice.of"),
    ("method: discrete\ntarget: ring8", "target"),
    ("method: {name: discrete, estimator: magic}", "method.estimator"),
    ("method: discrete\nstandardize: true", "standardize"),
    ("method: {name: discrete, temperature: 0}", "method.temperature"),
    ("method: {name: discrete, estimator: reinforce}\npenalties: [featureMatching]", "penalties"),
    ("method: {name: discrete, estimator: straightThrough}\npenalties: [consensus]", "penalties"),
  ])
  func badOnesAreBlamed(yaml: String, key: String) {
    let error = #expect(throws: SettingError.self) { try Configuration(yaml: yaml) }
    #expect(error?.key == key, "\(String(describing: error))")
  }

  @Test func isWrittenAndReadBack() throws {
    let configuration = try Configuration(
      yaml:
        "target: {lattice: {side: 8, extent: 1.5, of: {ring: {modes: 3, radius: 1, deviation: 0.1}}}}"
    )
    #expect(try Configuration(yaml: configuration.yaml).target == configuration.target)
  }
}
