import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// A value that looks good is not taken for one.
@Suite struct ScoreStandingTests {
  private func report(
    _ points: [Double], metrics: MetricSelection = .all(Metric.standard)
  ) throws -> ScoreReport {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("mine.npy")
    try SampleFile.write(points.map { Float($0) }, dimension: 2, to: file)
    return try ScoreReport(file: file, target: .preset(.ring8), name: "ring8", metrics: metrics)
  }

  /// The target's own samples, and the same drawn towards the modes' centres.
  private func drawn(seed: UInt64, spread: Float) -> [Double] {
    let target = TargetPreset.ring8.target
    let samples = target.samples(1000, from: RandomStream(seed: seed, name: "standing"))
    return stride(from: 0, to: samples.count, by: 2).flatMap { i -> [Double] in
      let angle = (atan2(samples[i + 1], samples[i]) / (.pi / 4)).rounded() * (.pi / 4)
      let centre = [2 * cos(angle), 2 * sin(angle)]
      return (0..<2).map { Double(centre[$0] + spread * (samples[i + $0] - centre[$0])) }
    }
  }

  private func standing(_ name: String, _ report: ScoreReport) -> ScoreReport.Standing? {
    report.measurements.first { $0.name == name }.flatMap(report.standing)
  }

  @Test func samplesThatAreTooNarrowAreMarked() throws {
    let narrow = try report(drawn(seed: 3, spread: 0.05))
    #expect(standing("mode_offset", narrow) == .tooGood)
    #expect(standing("mean_log_density", narrow) == .different)
    #expect(standing("deviation_ratio", narrow) == .different)
    let row = try #require(
      narrow.text.split(separator: "\n").first { $0.hasPrefix("  mode_offset") })
    #expect(row.split(separator: " ")[1].hasSuffix("*"))
    #expect(narrow.text.contains("\n* better than draws of the target itself score"))
    #expect(narrow.text.contains("\n≠ beyond what draws of the target itself score"))
  }

  /// The control: five draws of the target have 250 values, of which less than one is expected to be marked.
  @Test func samplesOfTheTargetAreNotMarked() throws {
    let marks = try (0..<5 as Range<UInt64>).flatMap { seed in
      let report = try report(drawn(seed: seed, spread: 1))
      return report.measurements.compactMap(report.standing)
    }
    #expect(marks.count <= 4)
  }

  @Test func everyRowSaysWhichDirectionIsBetter() throws {
    let text = try report(drawn(seed: 1, spread: 1)).text
    for metric in Metric.standard {
      let row = try #require(
        text.split(separator: "\n").first { $0.hasPrefix("  \(metric.name) ") }, "\(metric.name)")
      let word = row.split(separator: " ").dropLast().last
      let expected: Substring =
        switch metric.preference {
        case .higher: "higher"
        case .lower: "lower"
        case .targetValue: "nearer"
        }
      #expect(word == expected, "\(row)")
    }
  }

  /// Formulas of many samples give values that few samples cannot have.
  @Test func theoryIsLeftOutWhereItDoesNotHold() throws {
    for count in [1, 5, 39] {
      let few = try report(Array(drawn(seed: 1, spread: 1).prefix(2 * count)))
      for measured in few.measurements {
        guard let theory = few.theory(of: measured), let metric = few.metrics[measured.name] else {
          continue
        }
        let bounds = metric.range.bounds(modes: 8)
        #expect(
          theory >= bounds.lower && theory <= bounds.upper, "\(count): \(measured.name) \(theory)")
        #expect(metric.family != .balance && (!metric.isCount || metric == .modesCovered20))
      }
      #expect(
        few.text.contains("in theory: left out where it needs 5 samples or more of every mode"))
      #expect(few.json.contains("\"theory\": null"))
    }
    // Five samples of each of eight modes.
    let enough = try report(Array(drawn(seed: 1, spread: 1).prefix(2 * 40)))
    #expect(enough.measurements.allSatisfy { enough.theory(of: $0) == $0.expectedForTarget })
    #expect(!enough.text.contains("left out"))
  }

  @Test func roundingIsNotShownAsANumber() throws {
    let one = try report([2, 0])
    for row in one.text.split(separator: "\n") where row.hasPrefix("  ") {
      #expect(!row.contains("e-16") && !row.contains("e-17"), "\(row)")
    }
    let row = try #require(one.text.split(separator: "\n").first { $0.hasPrefix("  jsd_off_mode") })
    #expect(!row.contains("±"))
    // An infinite value is not nearly its noise floor.
    let two = try report(drawn(seed: 1, spread: 1).prefix(2 * 200).map { abs($0) })
    let infinite = two.text.split(separator: "\n").first { $0.hasPrefix("  forward_kl ") }
    #expect(infinite?.contains("+inf") == true, "\(infinite ?? "")")
  }

  /// Options about a file have no effect on a run, and are refused.
  @Test(arguments: [
    ["--columns", "1,2"], ["--format", "csv"], ["--separator", ";"], ["--drop-invalid"],
  ])
  func optionsOfFilesAreRefusedForRuns(options: [String]) throws {
    let folder = try TemporaryFolder()
    let yaml = SmallRuns.yaml
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("small.yaml"))
    _ = try Toygan(["train", "small.yaml", "--out", "run", "--quiet"], in: folder.url)
    let result = try Toygan(["score", "run"] + options, in: folder.url)
    #expect(result.status == 2 && result.errors.contains("\(options[0]) is of no use here"))
    #expect(try Toygan(["score", "run", "--metrics", "w1"], in: folder.url).status == 0)
  }
}
