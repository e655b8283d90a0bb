import CGSL
import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

@Suite struct KernelDensityDivergenceTests {
  static let grid = DensityGrid(lower: [-6, -5], upper: [6, 7], cells: 60, bandwidth: 0.4)

  /// Quantiles of a normal, which are samples without chance.
  private func normal(_ mean: Double, deviation: Double, _ count: Int) -> [Double] {
    (0..<count).map {
      mean + gsl_cdf_gaussian_Pinv((Double($0) + 0.5) / Double(count), deviation)
    }
  }

  /// A round normal, `[k², 2]`.
  private func mode(_ x: Double, _ y: Double, _ k: Int) -> SampleSet {
    let (xs, ys) = (normal(x, deviation: 0.1, k), normal(y, deviation: 0.1, k))
    return TestSamples.plane(xs.flatMap { x in ys.flatMap { [x, $0] } })
  }

  /// `KL` of normals along one axis is `(v / w - 1 + log(w / v) + m² / w) / 2`, and adds up over both.
  ///
  /// Smoothing adds `h²` to a variance, and sharing between cells a sixth of a cell's square, or
  /// nothing where all samples lie on the centres.
  @Test func smoothedNormalsHaveAClosedForm() {
    let (h, cell) = (0.8, 0.2)
    let grid = DensityGrid(lower: [-6, -5], upper: [6, 7], cells: 60, bandwidth: h)
    let (a, b) = (normal(0, deviation: 0.5, 50_000), normal(0.8, deviation: 0.7, 50_000))
    let ours = KernelDensityDivergence(
      reference: TestSamples.plane(a.flatMap { [$0, 0.1] }),
      samples: TestSamples.plane(b.flatMap { [$0, 0.7] }), on: grid)
    func expected(_ v: Double, _ w: Double, added: Double) -> Double {
      let (v, w) = (v + h * h + added, w + h * h + added)
      return (v / w - 1 + log(w / v) + 0.64 / w + 0.36 / (h * h)) / 2
    }
    let shared = cell * cell / 6
    // The one more sample that is everywhere takes 5e-4, measured.
    #expect(abs(ours.forward / expected(0.25, 0.49, added: shared) - 1) < 1e-3)
    #expect(abs(ours.reverse / expected(0.49, 0.25, added: shared) - 1) < 1e-3)
    // Were the share between cells left out, they would be off by more.
    #expect(abs(ours.forward / expected(0.25, 0.49, added: 0) - 1) > 2e-3)
  }

  @Test func equalSetsDoNotDiverge() {
    let a = TestSamples.normals(300, dimension: 2, "kde")
    let itself = KernelDensityDivergence(reference: a, samples: a, on: Self.grid)
    #expect(itself.forward == 0 && itself.reverse == 0)
    // Twice as many samples are a little surer that the rest is empty.
    let twice = KernelDensityDivergence(reference: a, samples: a + a, on: Self.grid)
    #expect(twice.forward > 0 && twice.forward < 1e-2)
  }

  /// `j` of `K` modes alike: `Σ q log(q / p) = log(K / j)`, but for the share `1 / (n + 1)`.
  @Test(arguments: [1, 2, 4]) func missingModesCostTheirLogarithm(_ found: Int) {
    let modes = [(-4.0, -3.0), (4, -3), (-4, 5), (4, 5)].map { mode($0.0, $0.1, 16) }
    let all = modes[0] + modes[1] + modes[2] + modes[3]
    let some = modes[1..<found].reduce(modes[0], +)
    let ours = KernelDensityDivergence(reference: all, samples: some, on: Self.grid)
    let expected = log(4 / Double(found))
    #expect(abs(ours.reverse - expected) < 0.03)
    #expect(found == 4 ? ours.forward < 1e-12 : ours.forward > expected + 1)
  }

  @Test func sharesSumToOneWhereverTheSamplesLie() {
    let inside = TestSamples.normals(50, dimension: 2, "inside")
    let outside = TestSamples.plane([100, 0, -7, 0, .nan, 0, 0, .infinity, 6, 7])
    let corners = TestSamples.plane([-6, -5, 5.999, 6.999, -6, 6.999, 5.999, -5])
    let sets: [(samples: SampleSet, rest: Double)] = [
      (inside, 0), (outside, 1), (corners, 0.7), (inside + outside, 1.0 / 11),
    ]
    for (samples, rest) in sets {
      let shares = Self.grid.density(of: samples).shares
      #expect(shares.count == 3601 && shares.allSatisfy { $0 > 0 })
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
      let n = Double(samples.count)
      // Of a corner's kernel about a quarter is inside: Φ(half a cell / h)² = 0.36 at most.
      let tolerance = rest == 0.7 ? 0.06 : 1e-3
      let found: Double = (shares[3600] * (n + 1) - 1.0 / 3601) / n
      #expect(abs(found - rest) < tolerance)
    }
  }

  @Test func aSampleAtACentreIsSpreadLikeTheKernel() {
    // The centre of column 30 and row 25 of cells of 0.2.
    let density = Self.grid.density(of: TestSamples.plane([0.1, 0.1]))
    func share(_ column: Int, _ row: Int) -> Double { 2 * density.shares[row * 60 + column] }
    let uniform: Double = 1 / 3601
    for (dx, dy) in [(1, 0), (0, 2), (-3, 1)] {
      let expected: Double = exp(-Double(dx * dx + dy * dy) * 0.04 / (2 * 0.16))
      let ours: Double = (share(30 + dx, 25 + dy) - uniform) / (share(30, 25) - uniform)
      #expect(abs(ours - expected) < 1e-12)
    }
  }
}
