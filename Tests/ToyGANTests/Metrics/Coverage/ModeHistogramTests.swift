import Foundation
import Testing
import ToyGAN

@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTraining

/// Divergences between shares of bins and their weights, against closed forms.
@Suite struct ModeHistogramTests {
  private func even(_ covered: Int, of bins: Int) -> ModeHistogram {
    ModeHistogram(
      counts: (0..<bins).map { $0 < covered ? 12 : 0 },
      weights: [Double](repeating: 1 / Double(bins), count: bins))
  }

  /// j of K bins evenly: reverse KL log(K / j), entropy log j, total variation 1 - j / K, and
  /// JS = [log(2 K / (K + j)) + (j / K) log(2 j / (K + j)) + (1 - j / K) log 2] / 2.
  @Test(arguments: [(8, 8), (7, 8), (1, 8), (24, 25), (17, 25)])
  func missingModes(covered: Int, bins: Int) throws {
    let (j, k) = (Double(covered), Double(bins))
    let histogram = even(covered, of: bins)
    #expect(abs(try #require(histogram.reverseKL) - log(k / j)) < 1e-12)
    #expect(abs(try #require(histogram.entropy) - log(j)) < 1e-12)
    #expect(abs(try #require(histogram.totalVariation) - (1 - j / k)) < 1e-12)
    let divergence =
      (log(2 * k / (k + j)) + j / k * log(2 * j / (k + j)) + (1 - j / k) * log(2.0)) / 2
    #expect(abs(try #require(histogram.jensenShannon) - divergence) < 1e-12)
    #expect(histogram.forwardKL == (covered == bins ? 0 : .infinity))
  }

  /// Weights 3 to 1, drawn evenly: KL both ways by hand.
  @Test func unequalWeights() throws {
    let histogram = ModeHistogram(counts: [5, 5], weights: [0.75, 0.25])
    #expect(abs(try #require(histogram.reverseKL) - 0.5 * log(4.0 / 3)) < 1e-12)
    let forward: Double = 0.75 * log(1.5) + 0.25 * log(0.5)
    #expect(abs(try #require(histogram.forwardKL) - forward) < 1e-12)
    #expect(histogram.totalVariation == 0.25)
  }

  /// Pearson's statistic of 10, 20, 30 against thirds is 10; with 2 degrees of freedom its tail is exp(-5).
  @Test func chiSquared() throws {
    let histogram = ModeHistogram(
      counts: [10, 20, 30], weights: [1.0 / 3, 1.0 / 3, 1.0 / 3])
    #expect(abs(try #require(histogram.chiSquaredP) - exp(-5)) < 1e-12)
    #expect(ModeHistogram(counts: [3], weights: [1]).chiSquaredP == 1)
    #expect(ModeHistogram(counts: [1, 1], weights: [1, 0]).chiSquaredP == 0)
    #expect(ModeHistogram(counts: [1, 0], weights: [1, 0]).chiSquaredP == 1)
  }

  /// The leading terms are the expectations for many samples, and p is uniform: over 400 draws of 2,000
  /// samples, within five standard errors (of KL's chi-squared with K - 1 = 7 degrees of freedom).
  @Test func samplesOfTheWeightsScoreTheExpectations() throws {
    let (rounds, n, weights) = (400, 2000, (1...8).map { Double($0) / 36 })
    let table = AliasTable(weights: weights)
    let stream = RandomStream(seed: 4, name: "histogram")
    var histograms: [ModeHistogram] = []
    for _ in 0..<rounds {
      var counts = [Int](repeating: 0, count: 8)
      for _ in 0..<n { counts[table.draw(stream.generator)] += 1 }
      histograms.append(ModeHistogram(counts: counts, weights: weights))
    }
    func mean(_ value: (ModeHistogram) -> Double?) throws -> Double {
      try histograms.reduce(0.0) { $0 + (try #require(value($1))) } / Double(rounds)
    }
    let error: Double = 5 * (2.0 * 7 / Double(rounds)).squareRoot() / Double(2 * n)
    let one = histograms[0]
    #expect(abs(try mean(\.reverseKL) - (try #require(one.expectedKL))) < error)
    #expect(abs(try mean(\.forwardKL) - (try #require(one.expectedKL))) < 1.2 * error)
    #expect(
      abs(try mean(\.jensenShannon) - (try #require(one.expectedJensenShannon))) < error / 4)
    // The deviation of total variation is about a quarter of its mean.
    let variation = try #require(one.expectedTotalVariation)
    #expect(abs(try mean(\.totalVariation) / variation - 1) < 5 * 0.3 / 20)
    // Entropy varies by sqrt(sum w log^2 w - H^2) / sqrt n = 0.013 a draw.
    #expect(abs(try mean(\.entropy) - (try #require(one.expectedEntropy))) < 5 * 0.013 / 20)
    #expect(abs(try mean(\.chiSquaredP) - 0.5) < 5 * (1.0 / 12 / 400).squareRoot())
  }

  @Test func nothingHasNoShares() {
    let empty = ModeHistogram(counts: [0, 0], weights: [0.5, 0.5])
    #expect(empty.reverseKL == nil && empty.forwardKL == nil && empty.jensenShannon == nil)
    #expect(empty.totalVariation == nil && empty.entropy == nil && empty.chiSquaredP == nil)
    #expect(empty.expectedKL == nil)
  }

  /// A bin that no sample is to be expected in makes no difference, until a sample is in it.
  @Test func emptyBinsOfNoMassAreNone() {
    let histogram = ModeHistogram(counts: [5, 5, 0], weights: [0.5, 0.5, 1e-10])
    #expect(histogram == ModeHistogram(counts: [5, 5], weights: [0.5, 0.5]))
    #expect(histogram.forwardKL == 0 && histogram.expectedKL == 1.0 / 20)
    let stray = ModeHistogram(counts: [5, 4, 1], weights: [0.5, 0.5, 1e-10])
    // 0.1 log(1e9) + 0.4 log(0.8) = 1.98.
    #expect(stray.counts.count == 3 && (stray.reverseKL ?? 0) > 1.9)
    #expect(ModeHistogram(counts: [5, 0], weights: [0.999, 0.001]).forwardKL == .infinity)
  }

  /// With a bin for what is off every mode, samples in between show, and do not without.
  @Test func theOffModeBinCountsWhatIsOnNoMode() throws {
    let ring = TargetPreset.ring8.target
    let centres = (0..<8).flatMap { k -> [Float] in
      let angle = Double(k) * .pi / 4
      return [Float(2 * cos(angle)), Float(2 * sin(angle))]
    }
    let halfway = centres.map { 0.5 * $0 }
    let scores = Scores(centres + halfway, ring)
    #expect(abs(try #require(scores["reverse_kl"])) < 1e-12)
    #expect(abs(try #require(scores["reverse_kl_hq"])) < 1e-12)
    // Half on modes, where 1 - exp(-9/2) should be.
    let inside: Double = 1 - exp(-4.5)
    let expected: Double = 0.5 * log(0.5 / inside) + 0.5 * log(0.5 / (1 - inside))
    #expect(abs(try #require(scores["reverse_kl_off_mode"]) - expected) < 1e-9)
    #expect(abs(try #require(scores["tvd_off_mode"]) - (inside - 0.5)) < 1e-9)
  }
}

/// The same divergences against SciPy's; see `histograms.py`.
@Suite struct HistogramReferenceTests {
  struct Reference: Decodable {
    struct Values: Decodable {
      var counts: [Int]
      var weights: [Double]
      var chiSquaredP, reverseKL, jensenShannon, totalVariation, entropy: Double
      /// Absent where it is infinite.
      var forwardKL: Double?
    }
    var sets: [String: Values]
  }

  @Test func divergencesAreSciPys() throws {
    let file = try #require(Bundle.module.url(forResource: "histograms", withExtension: "json"))
    let sets = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file)).sets
    #expect(sets.count == 7)
    for (name, theirs) in sets.sorted(by: { $0.key < $1.key }) {
      let ours = ModeHistogram(counts: theirs.counts, weights: theirs.weights)
      for (value, expected) in [
        (ours.chiSquaredP, theirs.chiSquaredP), (ours.reverseKL, theirs.reverseKL),
        (ours.forwardKL, theirs.forwardKL ?? .infinity), (ours.entropy, theirs.entropy),
        (ours.jensenShannon, theirs.jensenShannon), (ours.totalVariation, theirs.totalVariation),
      ] {
        let value = try #require(value)
        // Divergences near 1e-4 are differences of logarithms: 1e-12 is eight digits of them.
        let slack = 1e-9 * abs(expected) + 1e-12
        #expect(value == expected || abs(value - expected) < slack, "\(name)")
      }
    }
  }
}
