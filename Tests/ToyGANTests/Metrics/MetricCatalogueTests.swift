import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies
@testable import ToyGANTheory

/// Laws that every metric of the catalogue obeys.
@Suite struct MetricCatalogueTests {
  @Test func namesAreUniqueAndDefinitionsAreOneSentence() {
    let names = Metric.standard.map(\.name)
    #expect(Set(names).count == names.count)
    for metric in Metric.standard {
      #expect(metric.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
      #expect(metric.definition.count > 20 && !metric.definition.hasSuffix("."))
      #expect(Registry.standard.metric(metric.name) == metric)
    }
  }

  /// Where theory says what the target scores, draws of it do, to the leading term.
  @Test(arguments: Metric.standard) func theTargetScoresWhatTheorySays(metric: Metric) throws {
    let (rounds, n) = (12, 300)
    let target = TargetPreset.ring8.target
    let evidence = (0..<rounds).map { round in
      let stream = RandomStream(seed: UInt64(round), name: "law")
      return Evidence(SampleSet(target.samples(n, from: stream), dimension: 2), of: target)
    }
    guard let expectedForTarget = metric.expectedForTarget(evidence[0]) else { return }
    // An empty bin makes forward KL infinite, which the leading term leaves out.
    let values = Observations(
      try evidence.map { try #require(metric.value($0)) }.filter { $0 != .infinity })
    #expect(values.count > rounds / 2)
    let (mean, deviation) = (try #require(values.mean), try #require(values.deviation))
    // Student's t with eleven degrees of freedom exceeds 6 once in ten thousand; leading terms leave out
    // a fifth of themselves, and coverage's 31/32 rests on independent balls.
    let slack =
      6 * deviation / Double(rounds).squareRoot() + 0.2 * min(abs(expectedForTarget), 0.1) + 1e-3
    #expect(
      abs(mean - expectedForTarget) < slack,
      "\(metric.name): \(mean), in theory \(expectedForTarget)")
  }

  /// A generator that has collapsed to one mode is told from the target by every metric that does not look
  /// at quality or shape alone.
  @Test(arguments: Metric.standard) func collapseShows(metric: Metric) throws {
    let blind: Set<String> = [
      "high_quality", "high_quality_box", "high_quality_4sigma", "deviation_ratio", "mode_offset",
      "mode_log_determinant_ratio", "precision", "density", "mean_log_density",
    ]
    let (target, n) = (TargetPreset.ring8.target, 300)
    func value(_ samples: [Float]) throws -> Double {
      try #require(metric.value(Evidence(SampleSet(samples, dimension: 2), of: target)))
    }
    let one = try GaussianMixture.mixture(means: [SIMD2(2, 0)], deviations: [0.02])
    let stream = RandomStream(seed: 8, name: "collapse")
    let collapsed = try value(one.samples(n, from: stream))
    let own = try (0..<6).map { _ in try value(target.samples(n, from: stream)) }
    let (low, high) = (try #require(own.min()), try #require(own.max()))
    let outside =
      switch metric.preference {
      case .higher: collapsed < low
      case .lower: collapsed > high
      case .targetValue: collapsed < low || collapsed > high
      }
    if blind.contains(metric.name) { return }
    #expect(outside, "\(metric.name): \(collapsed), the target itself \(low) to \(high)")
  }

  /// No samples, one, samples that are not finite, or huge: a value or none, never a crash.
  @Test func strangeSamplesAreSurvived() {
    let huge = Float.greatestFiniteMagnitude
    let sets: [[Float]] = [
      [], [0, 0], [.nan, 0], [huge, -huge, huge, huge, 0, 0], [2, 0, 2, 0, 2, 0],
      [Float](repeating: 1, count: 40), [.infinity, 0, 1, 1, 2, 2],
    ]
    for preset in [TargetPreset.ring8.target, ToyShape.checkerboard] as [any Target] {
      for samples in sets {
        let measured = Metrics.measure(samples, of: preset)
        #expect(measured.allSatisfy { !$0.value.isNaN }, "\(samples)")
      }
    }
  }

  @Test func aSelectionIsAllOrNamesEachOnce() throws {
    func selection(_ yaml: String) throws -> MetricSelection {
      try Configuration(yaml: "evaluation: {metrics: \(yaml)}").evaluation.metrics
    }
    #expect(try selection("all") == .all(Metric.standard))
    #expect(try selection("w2") == .named([.wasserstein2]))
    #expect(try selection("[w2, recall]") == .named([.wasserstein2, .recall]))
    #expect(try selection("[]") == .named([]))
    #expect(try Configuration(yaml: "batch: 4").evaluation.metrics == .named(Metric.duringTraining))
    #expect(throws: SettingError.self) { try selection("[w2, w2]") }
    #expect(throws: SettingError.self) { try selection("[w3]") }
    let written = try Configuration(yaml: "evaluation: {metrics: [w2], final: all}").yaml
    #expect(try Configuration(yaml: written).evaluation.metrics == .named([.wasserstein2]))
    #expect(try Configuration(yaml: written).evaluation.final == .all(Metric.standard))
  }
}

extension Metric: CustomTestStringConvertible {
  public var testDescription: String { name }
}
