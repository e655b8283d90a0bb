import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// What `score` says beside the values.
@Suite struct ScoreDetailsTests {
  private func report(
    _ csv: String, target: TargetConfiguration = .preset(.ring8),
    metrics: MetricSelection = .all(Metric.standard)
  ) throws -> ScoreReport {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("mine.csv")
    try Data(csv.utf8).write(to: file)
    return try ScoreReport(
      file: file, target: target, name: "it", metrics: metrics, dropsInvalid: true)
  }

  private func object(_ report: ScoreReport) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
  }

  private func detail(_ name: String, of report: ScoreReport) throws -> [String: Any] {
    let details = try #require(try object(report)["details"] as? [String: Any])
    return try #require(details[name] as? [String: Any], "\(name)")
  }

  private static let two = "2,0\n2.01,0.01\n2,-0.01\n0,2\n0.01,2\nnan,1\n"

  @Test func everyMetricHasItsDetails() throws {
    let report = try report(Self.two)
    let details = try #require(try object(report)["details"] as? [String: Any])
    #expect(Set(details.keys) == Set(Metric.standard.map(\.name)))
    let modes = try detail("modes_by_mass", of: report)
    #expect(modes["value"] as? Double == 2 && modes["theory"] is NSNull)
    #expect(modes["reason"] is NSNull && modes["better"] as? String == "higher")
    #expect((modes["definition"] as? String)?.hasPrefix("modes that get at least") == true)
    #expect(modes["samples"] as? Int == 5 && modes["samples_dropped"] as? Int == 1)
    // Foundation's other reader of JSON does not read every number exactly.
    let exact = try JSONDecoder().decode(Floors.self, from: Data(report.json.utf8))
    let judge = try Judge(.preset(.ring8))
    let samples = SampleSet([2, 0, 2.01, 0.01, 2, -0.01, 0, 2, 0.01, 2], dimension: 2)
    for measured in judge.measure(samples) {
      #expect(exact.details[measured.name]?.noise_floor == measured.noiseFloor, "\(measured.name)")
    }
  }

  private struct Floors: Decodable {
    var details: [String: Detail]
    struct Detail: Decodable { var noise_floor: NoiseFloor? }
  }

  @Test func whatIsNotFiniteIsATextAndWhatIsMissingHasAReason() throws {
    let report = try report(Self.two)
    let (values, divergence) = (try object(report), try detail("forward_kl", of: report))
    #expect(values["forward_kl"] is NSNull && divergence["value"] as? String == "inf")
    let recall = try detail("recall", of: report)
    #expect(recall["value"] is NSNull && recall["samples"] as? Int == 0)
    #expect(recall["reason"] as? String == "there are not more than 5 finite samples")
    let moons = try self.report(Self.two, target: .shape(.moons))
    let modes = try detail("modes_by_mass", of: moons)
    #expect(modes["reason"] as? String == "it needs a target with modes")
    #expect(try object(moons)["modes_by_mass"] is NSNull)
  }

  /// Every metric that has no value says why, and every metric that has one does not.
  @Test func reasonsStandWhereValuesDoNot() throws {
    let far = Evidence(SampleSet([50.0, 50, 60, 60], dimension: 2), of: TargetPreset.ring8.target)
    for metric in Metric.standard {
      #expect((metric.value(far) == nil) == (metric.reasonForNoValue(far) != nil), "\(metric.name)")
    }
    #expect(Metric.deviationRatio.reasonForNoValue(far) == "no mode has two good samples")
    #expect(Metric.meanOffset.reasonForNoValue(far) == "no sample is good")
  }

  @Test func theStrictCountLeadsAndTheClassicalOneStandsBesideIt() throws {
    let report = try report(Self.two)
    let lines = report.text.split(separator: "\n")
    #expect(lines[1] == "modes by mass, the strict count: 2 of 8")
    #expect(lines[2] == "modes covered, the classical count: 2 of 8")
    let rows = lines.filter { $0.hasPrefix("  modes_") }.compactMap {
      $0.split(separator: " ").first
    }
    #expect(rows.prefix(2) == ["modes_by_mass", "modes_covered"])
    let moons = try self.report(Self.two, target: .shape(.moons)).text.split(separator: "\n")
    #expect(moons[1].hasPrefix("sliced_w1: ") && moons[2].hasPrefix("energy_distance: "))
    #expect(moons[1].contains("the target itself ") && moons[1].contains("±"))
  }

  /// One stray sample covers a mode for the classical count alone.
  @Test func aStraySampleCoversNoModeByMass() throws {
    let csv = String(repeating: "2,0\n", count: 500) + "0,2\n"
    let report = try report(csv, metrics: .named([.modesByMass, .modesCovered]))
    let lines = report.text.split(separator: "\n")
    #expect(lines[1] == "modes by mass, the strict count: 1 of 8")
    #expect(lines[2] == "modes covered, the classical count: 2 of 8")
  }

  @Test(arguments: [20, 34, 50, 80, 120]) func everyLineFitsTheWidth(_ width: Int) throws {
    for target in [TargetConfiguration.preset(.ring8), .shape(.moons)] {
      let report = try report(Self.two, target: target)
      let text = report.text(width: width)
      // A name is not broken in a sentence; a comma may stand behind it, and two blanks before it.
      let names = report.measurements.map(\.name) + report.undefined.map(\.metric.name)
      let longest = names.map { $0.count + 3 }.max() ?? 0
      for line in text.split(separator: "\n") {
        #expect(line.columns <= max(width, longest), "\(line)")
      }
      for measured in report.measurements {
        #expect(text.contains(measured.name.prefix(12)))
      }
    }
  }
}
