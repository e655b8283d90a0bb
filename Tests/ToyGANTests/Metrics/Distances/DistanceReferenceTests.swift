import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// Every distance against SciPy, POT and NumPy on the samples of `distances.json`; see README.md in
/// ReferenceValues.
@Suite struct DistanceReferenceTests {
  /// Relative, or absolute near zero; the largest error measured is 6e-14.
  private func agree(_ ours: Double, _ theirs: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs(ours - theirs) <= tolerance * max(abs(theirs), 1e-3)
  }

  @Test(arguments: DistanceReference.all) func transport(_ pair: DistanceReference) {
    for (order, theirs) in [(1, pair.first), (2, pair.second)] {
      guard let theirs else { continue }
      let ours = OptimalTransport.distance(pair.a, pair.b, order: order)
      #expect(theirs.count == 2 && theirs.allSatisfy { agree(ours, $0) }, "order \(order)")
    }
  }

  @Test(arguments: DistanceReference.all) func sliced(_ pair: DistanceReference) {
    let directions = Directions(pair.directions, dimension: pair.dimension)
    for order in 1...3 {
      let ours = SlicedWasserstein.distance(
        pair.a, pair.b, order: order, directions: directions)
      #expect(agree(ours, pair.sliced[order - 1]), "order \(order)")
    }
  }

  @Test(arguments: DistanceReference.all.filter { $0.quantiles != nil })
  func quantiles(_ pair: DistanceReference) {
    let ours = SlicedWasserstein.distance(pair.a, pair.b, order: 1)
    #expect(agree(ours, pair.quantiles ?? .nan))
  }

  @Test(arguments: DistanceReference.all) func energy(_ pair: DistanceReference) {
    // The root of a rounding error, where the sets are equal, is 1e-8.
    let tolerance = pair.energy == 0 ? 1e-4 : 1e-12
    #expect(agree(EnergyDistance.distance(pair.a, pair.b), pair.energy, tolerance))
  }

  @Test(arguments: DistanceReference.all) func discrepancy(_ pair: DistanceReference) {
    let ours = MaximumMeanDiscrepancy.squared(pair.a, pair.b, scale: 1.4)
    #expect(agree(ours, pair.discrepancy))
  }

  @Test(arguments: DistanceReference.all.filter { $0.kolmogorovSmirnov != nil })
  func kolmogorovSmirnov(_ pair: DistanceReference) {
    let ours = KolmogorovSmirnov.statistic(pair.a, pair.b)
    #expect(agree(ours, pair.kolmogorovSmirnov ?? .nan))
  }

  @Test(arguments: DistanceReference.all.filter { $0.divergences != nil })
  func divergences(_ pair: DistanceReference) {
    let grid = DensityGrid(lower: [-3, -3], upper: [3.2, 3.2], cells: 24, bandwidth: 0.45)
    let ours = KernelDensityDivergence(reference: pair.b, samples: pair.a, on: grid)
    let theirs = pair.divergences ?? []
    #expect(theirs.count == 2)
    #expect(zip([ours.forward, ours.reverse], theirs).allSatisfy { agree($0, $1) })
  }

  @Test func thePairsAreThoseOfTheScript() {
    #expect(DistanceReference.all.count == 18)
    #expect(DistanceReference.all.count { $0.first != nil } == 14)
    #expect(DistanceReference.all.count { $0.quantiles != nil } == 6)
  }
}
