import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANStudies

/// What stands in `table.md` of runs that are known.
@Suite struct ComparisonTableTests {
  /// A run that ended with so many of eight modes, nil on a target without any.
  private func summary(
    _ modes: Double?, quality: Double = 0.9, status: String = "completed"
  ) -> RunSummary {
    var values: [(Metric, Double, Double)] = []
    if let modes {
      values = [(.modesCovered, modes, 8), (.highQuality, quality, 0.99), (.reverseKL, 0.1, 0)]
    }
    let measurements = values.map { metric, value, expectedForTarget in
      MetricValue(
        name: metric.name, value: value, definition: "", expectedForTarget: expectedForTarget,
        samples: 100)
    }
    return RunSummary(
      label: "a", method: "gan", seed: 0, status: status, steps: 10, metrics: measurements)
  }

  private func line(_ summaries: [RunSummary?]) -> String {
    let results = summaries.map { summary in
      (label: "a", result: summary.map { RunResult($0, among: Registry.standard.metrics) })
    }
    let text = ComparisonTable(results).markdown
    return text.split(separator: "\n").map(String.init).first { $0.hasPrefix("| a |") } ?? ""
  }

  /// Of 8, 8 and 7 the deviation is 1 / sqrt(3), and t(2) = 4.303.
  @Test func withoutDivergenceAllCount() {
    #expect(
      line([summary(8), summary(8), summary(7), nil])
        == "| a | 3 of 4 | 7.67 ± 1.43 | 8.0 | 90.0 ± 0.0 % | 0.100 ± 0.000 | 2 of 3 | 0 |")
  }

  /// One had lost every mode, and one had all of them, when a number was no longer finite.
  @Test func whatDivergedIsInNoMeanAndHasNotAllModes() {
    let diverged: [RunSummary?] = [0.0, 8].map { summary($0, quality: 0, status: "diverged") }
    #expect(
      line([summary(8), summary(8)] + diverged)
        == "| a | 4 | 8.00 ± 0.00 (2) | 8.0 (2) | 90.0 ± 0.0 % (2) | 0.100 ± 0.000 (2) "
        + "| 2 of 4 | 2 |")
    #expect(
      line([summary(7)] + diverged)
        == "| a | 3 | 7.00 (1) | 7.0 (1) | 90.0 % (1) | 0.100 (1) | 0 of 3 | 2 |")
    #expect(line(diverged) == "| a | 2 | - | - | - | - | 0 of 2 | 2 |")
  }

  @Test func whatHasNoModesIsLeftOut() {
    #expect(line([summary(nil), summary(nil)]) == "| a | 2 | - | - | - | - | - | 0 |")
  }
}
