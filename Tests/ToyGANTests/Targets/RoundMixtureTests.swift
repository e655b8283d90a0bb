import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTraining

/// Mixtures in other than two dimensions.
@Suite struct RoundMixtureTests {
  private static func line() throws -> RoundMixture {
    try RoundMixture(means: [[-2], [1]], deviations: [0.1, 0.3], weights: [1, 3])
  }

  /// As much as in the plane is good, 1 - exp(-9/2) = 0.98889: on a line what lies within 2.54 deviations.
  @Test func samplesOfALineScoreItsCeilings() throws {
    let target = try Self.line()
    let scores = Scores(
      target.samples(100_000, from: RandomStream(seed: 1, name: "line")), target)
    #expect(scores.modesCovered == 2)
    #expect(abs(scores.coverage.insideMass - (1 - exp(-4.5))) < 1e-12)
    let inside = scores.coverage.insideMass
    #expect(abs(erf(scores.coverage.radius / 2.0.squareRoot()) - inside) < 1e-12)
    let (share, ratio) = (try #require(scores.highQuality), try #require(scores.deviationRatio))
    #expect(abs(share - inside) < 5 * (0.0111 / 100_000).squareRoot())
    #expect(abs(ratio - 1) < 5 * (1.0 / 100_000).squareRoot())
    #expect(abs(Double(scores.counts[0]) / 100_000 - 0.25) < 5 * (0.1875 / 100_000).squareRoot())
  }

  @Test func aModeOfNoWeightIsLeftOut() throws {
    let target = try RoundMixture(means: [[0], [1]], deviations: [1, 2], weights: [0, 5])
    #expect(target.means == [[1]] && target.deviations == [2] && target.weights == [1])
    #expect(Scores([0, 1], target).reverseKL == 0)
  }

  @Test func theDensityOfALineIntegratesToOne() throws {
    let target = try Self.line()
    let sum = stride(from: -4.0, to: 4.0, by: 0.01).reduce(0.0) { sum, x in
      sum + 0.01 * exp(target.logDensity(of: [x]) ?? .nan)
    }
    #expect(abs(sum - 1) < 1e-9)
  }

  /// 700 axes of noise, 500 without; squared distances are chi-squared with 700 degrees of freedom.
  @Test func manyDimensions() {
    let target = TargetPreset.embedded1200.target
    let samples = target.samples(200, from: RandomStream(seed: 2, name: "many"))
    #expect(samples.count == 200 * 1200)
    #expect(target.logDensity(of: Array(repeating: 0, count: 1200)) == nil)
    let means: Set<Float> = [-1, -0.5, 0, 0.5, -2, -2.5, 10, 0.25, -13, -5.5]
    var squares = 0.0
    for row in 0..<200 {
      let sample = samples[row * 1200..<(row + 1) * 1200]
      let mean = sample.last ?? .nan
      #expect(means.contains(mean) && sample.suffix(500).allSatisfy { $0 == mean })
      squares += sample.reduce(0.0) { $0 + Double(($1 - mean) * ($1 - mean)) }
    }
    // Variance 2 · 700 of each, 200 of them.
    #expect(abs(squares / 200 - 700) < 5 * (1400.0 / 200).squareRoot())
  }

  /// By the paper's rule, ten deviations, the target itself is never good, and its means are.
  @Test func theRuleOfThePaperIsNotMetByTheTarget() throws {
    let target = TargetPreset.embedded1200.target
    let samples = target.samples(50, from: RandomStream(seed: 3, name: "many"))
    let scores = Scores(samples, target)
    #expect(scores.goodCounts.allSatisfy { $0 == 0 } && scores.coverage.insideMass < 1e-50)
    let means: [Float] = [10, -13].flatMap { [Float](repeating: $0, count: 1200) }
    let collapsed = Scores(means, target)
    #expect(collapsed.modesCovered == 2 && collapsed.highQuality == 1)
    #expect(Metric.modesCovered.definition(for: target).contains("less than 10 deviations"))
  }

  @Test func aLineTrainsAndIsWrittenDown() throws {
    var configuration = Configuration.small(GAN())
    configuration.target = .roundMixture(means: [[-2], [1]], deviations: [0.1, 0.3])
    #expect(try Configuration(yaml: configuration.yaml).yaml == configuration.yaml)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Run(configuration, in: folder)
    #expect(try run.start(training: { Trainer($0) }) == .completed)
    #expect(try RunFolder(folder).samples(7).count == 7)
  }

  @Test(arguments: [
    ("{means: [[1], [2, 3]], deviations: [1, 1]}", "target.mixture.means[1]"),
    ("{means: [[1], [2]], deviations: [1]}", "target.mixture.deviations"),
    ("{means: [[1], [2]], deviations: [1, 0]}", "target.mixture.deviations[1]"),
    ("{means: [[1], [2]], deviations: [1, 1.0e-200]}", "target.mixture.deviations[1]"),
    ("{means: [[1], [-1.0e+39]], deviations: [1, 1]}", "target.mixture.means[1]"),
    ("{means: [[1], [2]], deviations: [1, 1.0e+39]}", "target.mixture.deviations[1]"),
    ("{means: [[1, 2, 3]], covariances: [[[1, 0], [0, 1]]]}", "target.mixture"),
    ("{means: [[]], deviations: [1]}", "target.mixture.means[0]"),
  ])
  func whatIsWrongIsRefusedByName(_ text: String, _ key: String) {
    let error = #expect(throws: SettingError.self) {
      try Configuration(yaml: "target: {mixture: \(text)}").validate()
    }
    #expect(error?.key == key)
  }
}
