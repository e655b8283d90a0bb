import Foundation
import Testing

@testable import ToyGAN

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
      by: Metrics.all.filter { ["modes_covered", "high_quality"].contains($0.name) })
    #expect(measured.first { $0.name == "modes_covered" }?.value == 8)
    #expect((measured.first { $0.name == "high_quality" }?.value ?? 0) > 0.99)
  }

  @Test(arguments: [
    ("target: {lattice: {side: 1, extent: 3, of: ring8}}", "target.lattice.side"),
    ("target: {lattice: {side: 8, extent: -1, of: ring8}}", "target.lattice.extent"),
    ("target: {lattice: {side: 8, extent: 1, of: swiss-roll}}", "target.lattice.of"),
    ("method: discrete\ntarget: ring8", "target"),
    ("method: {name: discrete, estimator: magic}", "method.estimator"),
    ("method: discrete\nstandardize: true", "standardize"),
    ("method: {name: discrete, temperature: 0}", "method.temperature"),
  ])
  func badOnesAreBlamed(yaml: String, key: String) {
    let error = #expect(throws: ConfigurationError.self) { try Configuration(yaml: yaml) }
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
