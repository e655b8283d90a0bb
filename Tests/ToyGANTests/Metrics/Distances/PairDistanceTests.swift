import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

/// The energy distance and the maximum mean discrepancy.
@Suite struct PairDistanceTests {
  /// `E|X - Y| = r` and nothing inside.
  @Test func pointsAreTheRootOfTwiceTheirDistanceApart() {
    let a = SampleSet([Double](repeating: 0, count: 6), dimension: 3)
    let b = SampleSet([2, 3, 6] as [Double], dimension: 3)
    #expect(abs(EnergyDistance.distance(a, b) - 14.squareRoot()) < 1e-15)
    #expect(EnergyDistance.distance(a, a) == 0 && EnergyDistance.distance(b, b) == 0)
  }

  @Test(arguments: [1, 2, 3, 9]) func everyPairCounts(dimension: Int) {
    let a = TestSamples.normals(13, dimension: dimension, "a")
    let b = TestSamples.normals(21, dimension: dimension, "b").mapped { $0.map { 2 * $0 + 0.3 } }
    func mean(_ a: SampleSet, _ b: SampleSet, _ f: (Double) -> Double) -> Double {
      var sum = 0.0
      for i in 0..<a.count {
        for j in 0..<b.count { sum += f(zip(a[i], b[j]).reduce(0) { $0 + pow($1.0 - $1.1, 2) }) }
      }
      return sum / Double(a.count * b.count)
    }
    let square = 2 * mean(a, b, sqrt) - mean(a, a, sqrt) - mean(b, b, sqrt)
    #expect(abs(EnergyDistance.distance(a, b) - square.squareRoot()) < 1e-12)
    #expect(abs(EnergyDistance.distance(a, b) - EnergyDistance.distance(b, a)) < 1e-12)
    let scale = 0.7
    func kernel(_ square: Double) -> Double {
      [0.125, 0.25, 0.5, 1, 2].reduce(0) { $0 + exp(-square / (2 * pow($1 * scale, 2))) } / 5
    }
    let inside = [a, b].reduce(0) { sum, set in
      let n = Double(set.count)
      return sum + (mean(set, set, kernel) * n - 1) / (n - 1)
    }
    let expected = inside - 2 * mean(a, b, kernel)
    #expect(abs(MaximumMeanDiscrepancy.squared(a, b, scale: scale) - expected) < 1e-14)
  }

  /// Székely and Rizzo: `2 E|X - Y| - ...` of normals on the line a mean `m` apart is
  /// `2 E|N(m, 2)| - 4 / sqrt(π)`.
  @Test func energyOfNormalsHasAClosedForm() {
    let n = 1000
    let a = TestSamples.normals(n, dimension: 1, "energy a")
    let b = TestSamples.normals(n, dimension: 1, "energy b").moved(by: [2])
    let folded = 2 / Double.pi.squareRoot() * exp(-1) + 2 * erf(1)
    let expected = 2 * folded - 4 / Double.pi.squareRoot()
    let ours = pow(EnergyDistance.distance(a, b), 2)
    // Five standard errors: an average over pairs varies as that over samples of at most 2 |x - m|.
    #expect(abs(ours - expected) < 5 * (8 / Double(n)).squareRoot())
    #expect(pow(EnergyDistance.distance(a, b.moved(by: [-2])), 2) < 0.02)
  }

  /// For normals of deviation `s` in the plane, `E k(x, y) = c exp(-|m|² / (2 v))` with
  /// `v = h² + 2 s²` and `c = h² / v`.
  @Test func discrepancyIsUnbiased() {
    let (rounds, n) = (60, 40)
    func mean(apart: Double) -> (value: Double, error: Double, inside: Double) {
      let values = (0..<rounds).map { round in
        let a = TestSamples.normals(n, dimension: 2, "mmd a \(round)")
        let b = TestSamples.normals(n, dimension: 2, "mmd b \(round)").moved(by: [apart, 0])
        return MaximumMeanDiscrepancy.squared(a, b, scale: 1)
      }
      let kernels = MaximumMeanDiscrepancy.bandwidths.map { h in
        h * h / (h * h + 2)
      }
      let observations = Observations(values)
      return (
        observations.mean ?? .nan, (observations.deviation ?? .nan) / Double(rounds).squareRoot(),
        kernels.reduce(0, +) / 5
      )
    }
    let equal = mean(apart: 0)
    #expect(abs(equal.value) < 4 * equal.error)
    // With a sample's likeness to itself included it would be 2 (1 - E k) / n, far outside.
    #expect(2 * (1 - equal.inside) / Double(n) > 10 * equal.error)
    let apart = mean(apart: 1.5)
    let expected = MaximumMeanDiscrepancy.bandwidths.reduce(0) { sum, h in
      let v = h * h + 2
      return sum + 2 * h * h / v * (1 - exp(-1.5 * 1.5 / (2 * v))) / 5
    }
    #expect(abs(apart.value - expected) < 4 * apart.error)
    #expect(apart.value > 10 * apart.error)
  }

  @Test func farOffSetsHaveNothingInCommon() {
    let a = TestSamples.plane([0, 0, 0, 0])
    let b = a.moved(by: [1e5, 0])
    #expect(MaximumMeanDiscrepancy.squared(a, b, scale: 1) == 2)
    #expect(MaximumMeanDiscrepancy.squared(a, a, scale: 1) == 0)
  }

  @Test func whatIsNotFiniteHasNoDistance() {
    let a = TestSamples.line([0, 1])
    for bad in [Double.nan, .infinity] {
      let b = TestSamples.line([bad, 0])
      #expect(EnergyDistance.distance(a, b).isNaN)
      #expect(MaximumMeanDiscrepancy.squared(b, a, scale: 1).isNaN)
    }
  }
}
