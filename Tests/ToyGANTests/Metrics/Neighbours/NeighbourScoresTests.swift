import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANStudies
@testable import ToyGANTheory
@testable import ToyGANTraining

/// What theory says of precision, recall, density and coverage.
@Suite struct NeighbourScoresTests {
  static let n = 200
  static let rounds = 30

  static func normals(_ count: Int, scale: Float = 1, _ name: String) -> SampleSet {
    var values = [Float](repeating: 0, count: count * 2)
    values.withUnsafeMutableBufferPointer { RandomStream(seed: 3, name: name).fillNormals($0) }
    return SampleSet(values.map { $0 * scale }, dimension: 2)
  }

  /// Mean over pairs of independent sets, generated ones scaled.
  private func mean(scale: Float, _ score: (NeighbourScores) -> Double) throws -> Double {
    var sum = 0.0
    for round in 0..<Self.rounds {
      let real = Self.normals(Self.n, "real \(round)")
      let generated = Self.normals(Self.n, scale: scale, "generated \(round)")
      sum += score(try #require(NeighbourScores(real: real, generated: generated)))
    }
    return sum / Double(Self.rounds)
  }

  /// Lemma 1 of Naeem 2020: 1, exactly.
  ///
  /// One pair of sets has a deviation of 0.040 (of 500 pairs), so a mean of 30 one of 0.0074; too wide
  /// a generator has 0.85.
  @Test func densityOfTheTargetIsOne() throws {
    #expect(abs(try mean(scale: 1, \.density) - 1) < 0.03)
    #expect(try mean(scale: 1.4, \.density) < 0.9)
  }

  /// Modes half as wide have a density of 1.20: more than the target's, and no better.
  ///
  /// Of 20 pairs, in SciPy, with a deviation of 0.04.
  @Test func densityAboveTheTargetsIsNoBetter() throws {
    let narrow = try GaussianMixture.ring(modes: 8, radius: 2, deviation: 0.01)
    let stream = RandomStream(seed: 3, name: "narrow")
    let scores = Scores(narrow.samples(400, from: stream), TargetPreset.ring8.target)
    #expect(try #require(scores[.density]) > 1.05)
    #expect(Metric.density.preference == .targetValue)
    #expect(Metric.density.expectedForTarget(scores.evidence) == 1)
  }

  /// Lemma 2, which gives 0.970.
  ///
  /// One pair has a deviation of 0.018, so a mean of 30 one of 0.0032; too narrow a generator has 0.91.
  @Test func coverageOfTheTargetIsExpected() throws {
    let expected = NeighbourScores.expectedCoverage(real: Self.n, generated: Self.n)
    #expect(abs(try mean(scale: 1, \.coverage) - expected) < 0.013)
    #expect(try mean(scale: 0.7, \.coverage) < expected - 0.03)
    // Of one real and one generated neighbour, which is nearer is a toss: (2 - 1) / (2 + 1 - 1).
    #expect(NeighbourScores.expectedCoverage(real: 2, generated: 1, k: 1) == 0.5)
  }

  /// Every ball holds its centre and the k - 1 nearest others, so k, and no more.
  @Test(arguments: [1, 5]) func copiesScoreOne(k: Int) throws {
    let samples = Self.normals(200, "copies")
    let scores = try #require(NeighbourScores(real: samples, generated: samples, k: k))
    #expect(scores.precision == 1 && scores.recall == 1)
    #expect(scores.density == 1 && scores.coverage == 1)
  }

  @Test func changingSidesSwapsPrecisionAndRecall() throws {
    let (a, b) = (Self.normals(150, "a"), Self.normals(90, scale: 0.6, "b"))
    let scores = try #require(NeighbourScores(real: a, generated: b, k: 2))
    let swapped = try #require(NeighbourScores(real: b, generated: a, k: 2))
    #expect(scores.precision == swapped.recall && scores.recall == swapped.precision)
    #expect(scores.precision > scores.recall)
  }

  /// Balls on the line at 0, 1, 3, 6, k = 1: radii 1, 1, 2, 3, and a sample at an end is outside.
  @Test func ballsAreOpen() throws {
    let real = SampleSet([0.0, 1, 3, 6], dimension: 1)
    let generated = SampleSet([-1.0, 0.5, 5, 9, 100], dimension: 1)
    let manifold = try #require(ManifoldEstimate(real, k: 1))
    #expect(manifold.radii == [1, 1, 2, 3])
    let scores = try #require(NeighbourScores(real: real, generated: generated, k: 1))
    // 0.5 lies in two balls, 5 in that of 6, and at the end of that of 3.
    #expect(scores.precision == 2.0 / 5 && scores.density == 3.0 / 5)
    #expect(scores.coverage == 3.0 / 4)
    // Generated radii are 1.5, 1.5, 4, 4 and 91, and every real sample is inside one.
    #expect(scores.recall == 1)
  }

  @Test func tooFewSamplesHaveNoScores() {
    let (five, six) = (Self.normals(5, "few"), Self.normals(6, "more"))
    #expect(NeighbourScores(real: five, generated: six) == nil)
    #expect(NeighbourScores(real: six, generated: five) == nil)
    #expect(NeighbourScores(real: six, generated: six) != nil)
  }
}
