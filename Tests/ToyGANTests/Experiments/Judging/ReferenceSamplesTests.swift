import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// Distances compare with samples of the target, which must not be the same for all that is compared.
@Suite struct ReferenceSamplesTests {
  private static let grid = TargetPreset.grid25.target

  /// 300 samples of the grid in which a column has more of them the further to the right it is.
  private static func leaning(seed: UInt64, mirrored: Bool) -> SampleSet {
    let drawn = grid.samples(3000, from: RandomStream(seed: seed, name: "leaning"))
    let rows = stride(from: 0, to: drawn.count, by: 2).map { (drawn[$0], drawn[$0 + 1]) }
    let stream = RandomStream(seed: seed, name: "kept")
    var chances = [Float](repeating: 0, count: rows.count)
    chances.withUnsafeMutableBufferPointer { stream.fillUniforms($0) }
    let kept = zip(rows, chances).filter { row, chance in chance < 0.5 + 0.1 * row.0 }.prefix(300)
    return SampleSet(kept.flatMap { [mirrored ? -$0.0.0 : $0.0.0, $0.0.1] }, dimension: 2)
  }

  /// Mean difference of sliced W1 between generators that mirror each other, in standard errors.
  private static func difference(reference: (UInt64) -> UInt64) throws -> Double {
    let differences = try (0..<24 as Range<UInt64>).map { seed in
      let scores = try [false, true].map { mirrored in
        let evidence = Evidence(
          leaning(seed: seed, mirrored: mirrored), of: grid, referenceSeed: reference(seed))
        return try #require(Metric.slicedWasserstein1.value(evidence))
      }
      return scores[0] - scores[1]
    }
    let observed = Observations(differences)
    return try #require(observed.mean) / (#require(observed.deviation) / 24.0.squareRoot())
  }

  /// A target that is symmetric cannot tell a generator from its mirror image.
  ///
  /// One draw of it can, by chance, and then every seed agrees.
  @Test func aGeneratorAndItsMirrorImageScoreAlike() throws {
    #expect(try abs(Self.difference { $0 }) < 4)
    let sharings = try (0..<4 as Range<UInt64>).map { shared in
      try abs(Self.difference { _ in shared })
    }
    #expect(try #require(sharings.max()) > 4)
  }

  @Test func aRunIsJudgedWithItsOwnSamplesOfTheTarget() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    let yaml = """
      target: ring8
      seed: 3
      steps: 2
      batch: 8
      generator: {hidden: [8], latent: 2}
      discriminator: {hidden: [8]}
      evaluation: {samples: 200}
      """
    let run = try Run(Configuration(yaml: yaml), in: url)
    _ = try run.start()
    let (trainer, _) = try RunFolder(url).restoredTrainer { _ in }
    let samples = SampleSet(trainer.samples(200), dimension: 2)
    let value = { (seed: UInt64) in
      Metric.slicedWasserstein1.value(
        Evidence(samples, of: TargetPreset.ring8.target, referenceSeed: seed))
    }
    let summary = try #require(RunFolder(url).summary())
    let stored = try #require(summary.metrics.first { $0.name == "sliced_w1" }?.value)
    #expect(stored == value(3) && stored != value(0))
    // `score RUN` says the same as the summary.
    let report = try ScoreReport(run: RunFolder(url))
    #expect(report.measurements.first { $0.name == "sliced_w1" }?.value == stored)
  }

  /// Files of one label are judged with different samples of the target, those of two labels with the same.
  @Test func filesAreJudgedLikeSeeds() throws {
    let folder = try TemporaryFolder()
    let files = ["a.csv", "b.csv"].map { folder.url.appendingPathComponent($0) }
    for file in files { try Data("0,1\n2,3\n-1,0.5\n".utf8).write(to: file) }
    let scorer = SampleScorer(
      judge: try Judge(.preset(.ring8)), metrics: [.slicedWasserstein1], reading: SampleReading())
    let scores = try ["one", "two"].map { label in
      try scorer.score(AddedSamples(label: label, files: files), samples: 3)
        .map { try #require($0.measured.first?.value) }
    }
    #expect(scores[0] == scores[1] && scores[0][0] != scores[0][1])
  }
}
