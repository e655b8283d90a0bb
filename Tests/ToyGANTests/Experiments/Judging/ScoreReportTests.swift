import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTensorBoard

@Suite struct ScoreReportTests {
  /// Two modes of the ring, one of them with a sample that is not finite.
  private let csv = "x,y\n2,0\n2.01,0.01\n2,-0.01\n0,2\n0.01,2\nnan,1\n"

  private func report(
    _ folder: TemporaryFolder, metrics: MetricSelection = .all(Metric.standard)
  ) throws -> ScoreReport {
    let file = folder.url.appendingPathComponent("mine.csv")
    try Data(csv.utf8).write(to: file)
    return try ScoreReport(
      file: file, target: .preset(.ring8), name: "ring8", metrics: metrics,
      dropsInvalid: true)
  }

  /// A number, null, or a list of them.
  private enum Value: Decodable, Equatable {
    case number(Double?)
    case list([Double?])
    case text(String)
    case object

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self =
        if let list = try? container.decode([Double?].self) {
          .list(list)
        } else if let text = try? container.decode(String.self) {
          .text(text)
        } else if (try? container.decode([String: Value].self)) != nil {
          .object
        } else {
          .number(try container.decode(Double?.self))
        }
    }
  }

  @Test func jsonIsAnObjectOfValuesThatReadBackExactly() throws {
    let report = try report(TemporaryFolder())
    let read = try JSONDecoder().decode([String: Value].self, from: Data(report.json.utf8))
    let samples: [Double] = [2, 0, 2.01, 0.01, 2, -0.01, 0, 2, 0.01, 2]
    let target = TargetPreset.ring8.target
    let evidence = Evidence(SampleSet(samples, dimension: 2), of: target)
    let measured = Metrics.measure(evidence)
    for measurement in measured {
      let value = measurement.value.isFinite ? measurement.value : nil
      #expect(read[measurement.name] == .number(value), "\(measurement.name)")
    }
    #expect(read.count == Metric.standard.count + 9)
    #expect(read["samples"] == .number(5) && read["samples_dropped"] == .number(1))
    #expect(read["header"] == .text("'x,y'"))
    #expect(read["modes_covered"] == .number(2) && read["forward_kl"] == .number(nil))
    #expect(read["mode_counts"] == .list([3, 0, 2, 0, 0, 0, 0, 0]))
    guard case .list(let offsets) = read["mode_offsets"] else {
      Issue.record("no list of offsets")
      return
    }
    #expect(offsets.count == 8 && offsets[1] == nil && offsets[0] ?? 0 > 0)
  }

  @Test func theTableSaysWhatWasDroppedAndWhatTheTargetScores() throws {
    let text = try report(TemporaryFolder(), metrics: .named([.modesCovered, .recall])).text
    let lines = text.split(separator: "\n")
    #expect(
      lines[0]
        == "5 samples of mine.csv, below the header 'x,y', without 1 that are not finite, against ring8"
    )
    let row = try #require(lines.first { $0.hasPrefix("  modes_covered ") })
    let cells = row.split(separator: " ")
    #expect(cells[1] == "2" && cells.last == "5")
    #expect(row.contains("±"))
    // Five samples have no fifth neighbour.
    #expect(
      lines.last
        == "recall: not defined for these samples, because there are not more than 5 finite samples"
    )
    #expect(lines.dropLast().last?.hasPrefix("modes_covered: modes with at least one") == true)
  }

  @Test func aRunIsJudgedAgainstAnyTargetOfItsDimension() throws {
    let folder = try TemporaryFolder()
    let run = try Run(
      Configuration(yaml: SmallRuns.yaml), in: folder.url.appendingPathComponent("run"))
    _ = try run.start()
    let metrics: [Metric] = [.modesCovered, .deviationRatio]
    let own = try ScoreReport(run: run.folder, metrics: .named(metrics))
    #expect(own.text.hasPrefix("20 samples of run at step 6, against its own target\n"))
    #expect(try modeCount(own) == 8)
    let other = try ScoreReport(
      run: run.folder, against: (target: .preset(.grid25), name: "grid25"),
      metrics: .named(metrics))
    #expect(other.text.hasPrefix("20 samples of run at step 6, against grid25\n"))
    #expect(try modeCount(other) == 25)
    let line = TargetConfiguration.roundMixture(means: [[0], [1]], deviations: [0.1, 0.1])
    let error = #expect(throws: SettingError.self) {
      try ScoreReport(run: run.folder, against: (target: line, name: "line.yaml"))
    }
    #expect(error?.key == "target" && error?.value.contains("'line.yaml'") == true)
    #expect(error?.allowed.contains("length 2") == true)
  }

  private func modeCount(_ report: ScoreReport) throws -> Int? {
    let read = try JSONDecoder().decode([String: Value].self, from: Data(report.json.utf8))
    guard case .list(let counts) = read["mode_counts"] else { return nil }
    return counts.count
  }

  @Test func invalidSamplesAreRefusedUnlessAsked() throws {
    let folder = try TemporaryFolder()
    _ = try report(folder)
    let file = folder.url.appendingPathComponent("mine.csv")
    #expect(throws: FileError.self) {
      try ScoreReport(file: file, target: .preset(.ring8), name: "ring8")
    }
  }

  @Test func aTargetIsANameOrAConfigurationsTarget() throws {
    #expect(try TargetConfiguration(argument: "grid25") == .preset(.grid25))
    #expect(try TargetConfiguration(argument: "moons") == .shape(.moons))
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("c.yaml")
    try Data("batch: 7\ntarget: {ring: {modes: 3, radius: 1, deviation: 0.1}}\n".utf8).write(
      to: file)
    #expect(
      try TargetConfiguration(argument: file.path) == .ring(modes: 3, radius: 1, deviation: 0.1))
    #expect(throws: SettingError.self) { try TargetConfiguration(argument: "rign8") }
  }
}
