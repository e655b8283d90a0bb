import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct BadTargetTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let key: String
    let make: @Sendable () throws -> GaussianMixture
    var testDescription: String { key }
  }

  static let zero = SIMD2(0.0, 0.0)
  static let cases = [
    Case(key: "target.ring.modes") { try .ring(modes: 0, radius: 1, deviation: 1) },
    Case(key: "target.ring.radius") { try .ring(modes: 8, radius: 0, deviation: 1) },
    Case(key: "target.ring.radius") { try .ring(modes: 8, radius: .nan, deviation: 1) },
    Case(key: "target.ring.deviation") { try .ring(modes: 8, radius: 1, deviation: 0) },
    Case(key: "target.ring.deviation") { try .ring(modes: 8, radius: 1, deviation: -0.1) },
    Case(key: "target.ring.deviation") { try .ring(modes: 8, radius: 1, deviation: .nan) },
    Case(key: "target.ring.deviation") { try .ring(modes: 8, radius: 1, deviation: .infinity) },
    Case(key: "target.ring.deviation") { try .ring(modes: 8, radius: 1, deviation: 1e-200) },
    Case(key: "target.ring.weights") {
      try .ring(modes: 2, radius: 1, deviation: 1, weights: [1])
    },
    Case(key: "target.ring.weights[1]") {
      try .ring(modes: 2, radius: 1, deviation: 1, weights: [1, -1])
    },
    Case(key: "target.ring.weights[0]") {
      try .ring(modes: 2, radius: 1, deviation: 1, weights: [.nan, 1])
    },
    Case(key: "target.ring.weights") {
      try .ring(modes: 2, radius: 1, deviation: 1, weights: [0, 0])
    },
    Case(key: "target.grid.side") { try .grid(side: 0, spacing: 1, deviation: 1) },
    Case(key: "target.grid.spacing") { try .grid(side: 2, spacing: -1, deviation: 1) },
    Case(key: "target.mixture.means") { try .mixture(means: [], deviations: []) },
    Case(key: "target.mixture.means[0]") {
      try .mixture(means: [SIMD2(.infinity, 0)], deviations: [1])
    },
    Case(key: "target.mixture.deviations") { try .mixture(means: [zero], deviations: []) },
    Case(key: "target.mixture.deviations[1]") {
      try .mixture(means: [zero, zero], deviations: [1, 0])
    },
    Case(key: "target.mixture.covariances") {
      try GaussianMixture(means: [zero], covariances: [Covariance(xx: 1, xy: 1, yy: 1)])
    },
    Case(key: "target.mixture.covariances") {
      try GaussianMixture(means: [zero], covariances: [Covariance(xx: 1, xy: .nan, yy: 1)])
    },
    // Squares of samples farther out than 1e18 would not fit float32.
    Case(key: "target.ring.radius") { try .ring(modes: 8, radius: 1e39, deviation: 1) },
    Case(key: "target.ring.radius") { try .ring(modes: 8, radius: 9e17, deviation: 2e16) },
    Case(key: "target.ring.deviation") { try .ring(modes: 8, radius: 1, deviation: 1e39) },
    Case(key: "target.grid.spacing") { try .grid(side: 5, spacing: 1e18, deviation: 1) },
    Case(key: "target.random.extent") {
      try .random(modes: 2, extent: 1e39, deviation: 1, seed: 0)
    },
    Case(key: "target.mixture.means[1]") {
      try .mixture(means: [zero, SIMD2(0, -1e39)], deviations: [1, 1])
    },
    Case(key: "target.mixture.deviations[0]") { try .mixture(means: [zero], deviations: [1e39]) },
    Case(key: "target.mixture.covariances[0]") {
      try GaussianMixture(means: [zero], covariances: [Covariance(xx: 1, xy: 0, yy: 1e40)])
    },
    Case(key: "target.lattice.extent") {
      try Lattice(of: .ring(modes: 2, radius: 1, deviation: 1), side: 8, extent: 1e39).mixture
    },
  ]

  /// The farthest that a target may be is measured by everything that measures it.
  @Test func theFarthestCanBeMeasured() throws {
    let ring = try GaussianMixture.ring(modes: 8, radius: 9e17, deviation: 1e16)
    let samples = ring.samples(60, from: RandomStream(seed: 1, name: "far"))
    let measured = Metrics.measure(samples, of: ring)
    #expect(measured.allSatisfy { !$0.value.isNaN })
    #expect(measured.first { $0.name == "mmd2" }.map { abs($0.value) < 0.5 } == true)
  }

  @Test(arguments: cases) func isRefusedByName(_ bad: Case) {
    let error = #expect(throws: SettingError.self) { _ = try bad.make() }
    #expect(error?.key == bad.key)
    #expect(error?.value.isEmpty == false && error?.allowed.isEmpty == false)
  }
}
