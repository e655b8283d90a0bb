import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct SlicedWassersteinTests {
  /// Along a unit vector `u` a shape moves by `v·u`; equal steps of half a turn make the mean of
  /// `cos²` one half, and that of `|cos|` `2 / π` but for a step's error.
  @Test func translationIsSeenFromEverySide() {
    let a = TestSamples.normals(40, dimension: 2, "translation")
    let b = a.moved(by: [3, 4])
    #expect(abs(SlicedWasserstein.distance(a, b, order: 2) - 5 / 2.squareRoot()) < 1e-12)
    #expect(abs(SlicedWasserstein.distance(a, b, order: 1) - 10 / Double.pi) < 2e-3)
    let along = Directions([0.3, 0.4], dimension: 2)
    let across = Directions([-4, 3], dimension: 2)
    #expect(abs(SlicedWasserstein.distance(a, b, order: 3, directions: along) - 5) < 1e-12)
    #expect(SlicedWasserstein.distance(a, b, order: 1, directions: across) < 1e-12)
  }

  /// The mean of `(v·u)²` over directions spread evenly over `d` dimensions is `|v|² / d`, with
  /// variance below `2 |v|⁴ / d²`.
  @Test(arguments: [3, 10]) func randomDirectionsAreSpreadEvenly(dimension: Int) {
    let directions = Directions.standard(dimension: dimension)
    #expect(directions.count == 128 && directions == .standard(dimension: dimension))
    for k in 0..<directions.count {
      let u = directions.values[k * dimension..<(k + 1) * dimension]
      #expect(abs(u.reduce(0) { $0 + $1 * $1 } - 1) < 1e-14)
    }
    let a = TestSamples.normals(5, dimension: dimension, "directions")
    let b = a.moved(by: [Double](repeating: 2, count: dimension))
    let square = pow(SlicedWasserstein.distance(a, b, order: 2), 2)
    #expect(abs(square / 4 - 1) < 5 * (2.0 / 128).squareRoot())
  }

  /// A set is the same distribution as two copies of it.
  @Test(arguments: [1, 2, 3]) func onlyTheDistributionMatters(order: Int) {
    let a = TestSamples.normals(30, dimension: 2, "few")
    let b = TestSamples.whole(18, dimension: 2, below: 3, "fewer")
    let once = SlicedWasserstein.distance(a, b, order: order)
    #expect(abs(SlicedWasserstein.distance(a + a, b + b + b, order: order) - once) < 1e-12)
    #expect(SlicedWasserstein.distance(a + a + a, a, order: order) == 0)
    #expect(abs(SlicedWasserstein.distance(b, a, order: order) - once) < 1e-12)
    #expect(abs(SlicedWasserstein.distance(a + a, a + b, order: order) - once) > 0.1)
  }

  /// By hand: the quantiles 0, 0, 6 over thirds against 0, 2 over halves.
  @Test func quantilesOfUnequalNumbers() {
    let (a, b) = (TestSamples.line([6, 0, 0]), TestSamples.line([2, 0]))
    // |0 - 0| over 1/2, |0 - 2| over 1/6, |6 - 2| over 1/3.
    #expect(abs(SlicedWasserstein.distance(a, b, order: 1) - (2.0 / 6 + 4.0 / 3)) < 1e-15)
    let square = 4.0 / 6 + 16.0 / 3
    #expect(abs(SlicedWasserstein.distance(a, b, order: 2) - square.squareRoot()) < 1e-15)
  }

  @Test func whatIsNotFiniteHasNoDistance() {
    let a = TestSamples.plane([0, 1])
    #expect(SlicedWasserstein.distance(a, TestSamples.plane([.nan, 0]), order: 1).isNaN)
    #expect(SlicedWasserstein.distance(TestSamples.plane([.infinity, 0]), a, order: 2).isNaN)
  }
}
