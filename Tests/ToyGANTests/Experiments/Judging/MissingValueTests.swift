import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets

/// No metric is left out without a word, and no target is scored that float32 cannot hold.
@Suite struct MissingValueTests {
  private func report(
    _ points: [Float], _ target: TargetConfiguration,
    metrics: MetricSelection = .all(Metric.standard)
  ) throws -> ScoreReport {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("mine.npy")
    try SampleFile.write(points, dimension: 2, to: file)
    return try ScoreReport(file: file, target: target, name: "target", metrics: metrics)
  }

  @Test(arguments: ["ring8", "swiss-roll"])
  func everyMetricIsInJSONAndText(_ name: String) throws {
    let target = try TargetConfiguration(argument: name, key: "target", registry: .standard)
    for points: [Float] in [[0, 0], [2, 0, 2, 0.01], [50, 50, 60, 60, 70, 70]] {
      let report = try report(points, target)
      let read = try #require(
        JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
      let details = try #require(read["details"] as? [String: [String: Any]])
      for metric in Metric.standard {
        let value = try #require(read[metric.name], "\(metric.name)")
        let detail = try #require(details[metric.name], "\(metric.name)")
        #expect(value is NSNumber || value is NSNull)
        if value is NSNull {
          let isInfinite = ["inf", "-inf"].contains(detail["value"] as? String)
          #expect(isInfinite || (detail["reason"] as? String)?.isEmpty == false, "\(metric.name)")
        }
        let lines = report.text.split(separator: "\n").filter {
          $0.contains(": ")
            && $0.prefix { $0 != ":" }.split(separator: ", ").contains { $0 == metric.name }
        }
        #expect(!lines.isEmpty, "\(metric.name)")
      }
    }
  }

  @Test func modesBelowTheResolutionAreSaid() throws {
    let far = TargetConfiguration.roundMixture(means: [[0, 0], [1e8, 0]], deviations: [1, 1])
    let warnings = try report([0, 0], far, metrics: .named([.modesCovered])).warnings
    #expect(warnings.count == 1 && warnings[0].contains("deviation 1 at 100000000"))
    for preset in TargetPreset.allCases {
      #expect(preset.target.resolutionWarning == nil, "\(preset)")
    }
    let wide = TargetConfiguration.roundMixture(means: [[1e8, 0]], deviations: [40])
    #expect(try wide.target().resolutionWarning == nil)
    let remarks = try Configuration(yaml: "steps: 3").remarks(on: far.target())
    #expect(remarks == warnings)
  }
}
