import Testing
import ToyGAN

@testable import ToyGANMetrics
@testable import ToyGANTheory

/// The two-sample test by nearest neighbours.
@Suite struct TwoSampleTests {
  /// Each of 2 n - 1 others is equally likely to be the nearest, and n - 1 are of the same kind.
  ///
  /// One pair of sets has a deviation of 0.033 (of 500 pairs), so a mean of 30 one of 0.006; half the
  /// width has 0.64.
  @Test func oneDistributionIsNotToldApart() throws {
    var (same, narrow) = (0.0, 0.0)
    for round in 0..<30 {
      let real = NeighbourScoresTests.normals(200, "real \(round)")
      let other = NeighbourScoresTests.normals(200, "other \(round)")
      let half = NeighbourScoresTests.normals(200, scale: 0.5, "other \(round)")
      same += try #require(ClassifierTwoSampleTest.accuracy(real: real, generated: other)) / 30
      narrow += try #require(ClassifierTwoSampleTest.accuracy(real: real, generated: half)) / 30
    }
    #expect(abs(same - 199.0 / 399) < 0.025)
    #expect(narrow > 0.6)
  }

  @Test func copiesAreMistakenAndStrangersAreNot() throws {
    let real = NeighbourScoresTests.normals(100, "real")
    let copies = try #require(ClassifierTwoSampleTest(real: real, generated: real))
    #expect(copies.accuracy == 0 && copies.realAccuracy == 0 && copies.generatedAccuracy == 0)
    let far = SampleSet(real.values.map { $0 + 100 }, dimension: 2)
    #expect(ClassifierTwoSampleTest.accuracy(real: real, generated: far) == 1)
  }

  /// Real at 0 and 1, generated at 2, 2 and 5: 1 is as far from 0 as from 2, the two at 2 are each
  /// other's, and 5 is nearest to both of them.
  @Test func tiesCountHalf() throws {
    let test = try #require(
      ClassifierTwoSampleTest(
        real: SampleSet([0.0, 1], dimension: 1), generated: SampleSet([2.0, 2, 5], dimension: 1)))
    #expect(test.realAccuracy == 0.75 && test.generatedAccuracy == 1)
    #expect(test.accuracy == 4.5 / 5)
    let point = SampleSet([Double](repeating: 7, count: 6), dimension: 2)
    #expect(ClassifierTwoSampleTest.accuracy(real: point, generated: point) == 0.5)
    let one = SampleSet([7.0, 7], dimension: 2)
    #expect(ClassifierTwoSampleTest.accuracy(real: one, generated: one) == 0)
    let none = SampleSet([Double](), dimension: 2)
    #expect(ClassifierTwoSampleTest.accuracy(real: one, generated: none) == nil)
  }
}
