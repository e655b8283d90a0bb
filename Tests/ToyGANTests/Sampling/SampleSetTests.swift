import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANStudies

@Suite struct SampleSetTests {
  private let many = SampleSet((0..<3000).map(Double.init), dimension: 3)

  @Test func aSubsetIsOfDifferentRowsInOrderAndTheSameEachTime() {
    let subset = many.subset(100)
    #expect(subset.count == 100 && subset.dimension == 3)
    let firsts = (0..<100).map { subset[$0].first ?? -1 }
    #expect(zip(firsts, firsts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(
      (0..<100).allSatisfy { Array(subset[$0]) == [firsts[$0], firsts[$0] + 1, firsts[$0] + 2] })
    #expect(subset == many.subset(100))
    #expect(many.subset(1000) == many && many.subset(5000) == many)
  }

  /// Every row is as likely: the mean of 100 of 1,000 numbers, deviation 289 / 10 · sqrt(0.9) = 27.4, within five.
  @Test func aSubsetFavoursNoRow() {
    let subset = many.subset(100)
    let rows = (0..<100).map { subset.values[3 * $0] / 3 }
    let mean: Double = rows.reduce(0.0, +) / 100
    #expect(abs(mean - 499.5) < 137)
  }

  @Test func rowsThatAreNotFiniteAreLeftOut() {
    let set = SampleSet([1, 2, Double.nan, 3, 4, Double.infinity, 5, 6], dimension: 2)
    #expect(set.withoutInvalidRows == SampleSet([1.0, 2, 5, 6], dimension: 2))
  }
}
