import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct RunSelectionTests {
  @Test(arguments: ["nan", "1", "inf", "1e3"]) func labelsAreTexts(label: String) throws {
    #expect(try RunCondition("label=\(label)").holds(label))
    #expect(try !RunCondition("label=1.0").holds("1"))
  }

  @Test(arguments: [
    ("a=x", "x", true), ("a = x", "x", true), ("a==x", "y", false), ("a!=x", "y", true),
    ("a>=7", "7", true), ("a>=7", "10", true), ("a>7", "7", false), ("a<=7", "7", true),
    ("a<7", "10", false), ("a=7", "7.0", true), ("a=7", "nan", false), ("a!=7", "nan", true),
    ("a>=7", "nan", false), ("a=wgan-gp", "wgan-gp", true), ("a=b=c", "b=c", true),
    ("a=", "", true), ("a<=5", "", false), ("a<5", "", false), ("a=5", "", false),
    ("a!=5", "", true), ("a>=0", "", false), ("a>z", "", false), ("a!=z", "", true),
  ])
  func aConditionHoldsOrNot(text: String, cell: String, holds: Bool) throws {
    #expect(try RunCondition(text).holds(cell) == holds)
    #expect(try RunCondition(text).column == "a")
  }

  @Test(arguments: ["", "a", "=x", "!x", ">=7"]) func otherTextIsNoCondition(text: String) {
    let error = #expect(throws: SettingError.self) { try RunCondition(text) }
    #expect(error?.key == "where")
  }

  private static let yaml = """
    steps: 20
    evaluation: {every: 10, samples: 20, final: [modes_covered, high_quality, w1]}
    vary: {method: [gan, wgan, lsgan]}
    seeds: 4
    """

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sweep() throws -> SweepFolder {
    let sweep = try Sweep(
      Experiment(yaml: Self.yaml), in: folder.url.appendingPathComponent("s"))
    _ = try sweep.start(training: { FakeTrainer($0) })
    return sweep.folder
  }

  @Test func everyRowOfTheTableIsFiltered() throws {
    let sweep = try sweep()
    let all = try RunSelection(sweep)
    let table = try CSVTable(contentsOf: folder.url.appendingPathComponent("s/summary.csv"))
    #expect(all.columns == table.header && all.rows == table.records.map(\.fields))
    let some = try RunSelection(sweep, where: ["method=wgan", "seed>=2"])
    #expect(some.rows.map { Array($0[1...3]) } == [["wgan", "wgan", "2"], ["wgan", "wgan", "3"]])
    #expect(some.total == 12)
  }

  @Test func metricsAreSortedFromTheBestOn() throws {
    let sweep = try sweep()
    func values(_ column: String, isReversed: Bool = false) throws -> [Double] {
      let runs = try RunSelection(sweep, sortedBy: column, isReversed: isReversed)
      let place = try #require(runs.columns.firstIndex(of: column))
      return runs.rows.compactMap { Double($0[place]) }
    }
    for (column, sign) in [("modes_covered", -1.0), ("w1", 1), ("seed", 1)] {
      let signed = try values(column).map { sign * $0 }
      #expect(signed.count == 12 && signed == signed.sorted())
      let back = try values(column, isReversed: true).map { sign * $0 }
      #expect(back == back.sorted { $0 > $1 } && Set(back).count > 1)
    }
    let labels = try RunSelection(sweep, sortedBy: "label").rows.map { $0[1] + $0[3] }
    #expect(labels.prefix(5) == ["gan0", "gan1", "gan2", "gan3", "lsgan0"], "plan order in each")
  }

  /// What the target itself scores is known from theory, or else from draws of it, or not at all.
  @Test func theNearestToTheTargetItselfIsTheBest() throws {
    let all: [(value: Double, expectedForTarget: Double?, noiseFloor: Double?)] = [
      (0.2, 1, nil), (1.5, 1, nil), (0.9, nil, 1), (0.1, nil, nil), (1.2, 1, 5),
    ]
    for (index, measured) in all.enumerated() {
      let run = RunFolder(folder.url.appendingPathComponent("runs/r\(index)"))
      try AtomicFile.makeFolder(run.url)
      let noiseFloor = measured.noiseFloor.map { NoiseFloor(mean: $0, deviation: 0, draws: 10) }
      let measurement = MetricValue(
        name: "deviation_ratio", value: measured.value, definition: "",
        expectedForTarget: measured.expectedForTarget,
        noiseFloor: noiseFloor, samples: 100)
      try run.write(
        RunSummary(
          label: "a", method: "gan", seed: UInt64(index), status: "completed", steps: 10,
          metrics: [measurement]))
    }
    let plan = all.indices.map { "{\"run\":\"r\($0)\",\"label\":\"a\"}\n" }.joined()
    try AtomicFile.write(plan, to: folder.url.appendingPathComponent("plan.jsonl"))
    let sweep = SweepFolder(folder.url)
    let runs = try RunSelection(sweep, sortedBy: "deviation_ratio")
    #expect(runs.rows.map { $0[0] } == ["r2", "r4", "r1", "r0", "r3"])
    let back = try RunSelection(sweep, sortedBy: "deviation_ratio", isReversed: true)
    #expect(back.rows.map { $0[0] } == ["r0", "r1", "r4", "r2", "r3"])
    let some = try RunSelection(sweep, where: ["seed>=2"], sortedBy: "deviation_ratio")
    #expect(some.rows.map { $0[0] } == ["r2", "r4", "r3"])
  }

  @Test(arguments: [("modes_coverd>=7", nil), ("seed=0", "mode_covered")] as [(String, String?)])
  func anUnknownColumnIsBlamed(condition: String, sort: String?) throws {
    let sweep = try sweep()
    let error = #expect(throws: SettingError.self) {
      try RunSelection(sweep, where: [condition], sortedBy: sort)
    }
    #expect(error?.key == (sort == nil ? "where" : "sort"))
    #expect(error?.allowed.contains("run, label, method, seed") ?? false)
    #expect(error?.allowed.hasSuffix("did you mean modes_covered?") ?? false)
  }

  /// A run without a setting has no value of it: no order finds one, sorted last, null.
  @Test func whatARunDoesNotHaveIsNoNumber() throws {
    let yaml = """
      steps: 20
      evaluation: {every: 10, samples: 20, final: [modes_covered]}
      vary: {method: [gan, {name: unrolled, steps: 10}, {name: unrolled, steps: 5}]}
      """
    let made = try Sweep(Experiment(yaml: yaml), in: folder.url.appendingPathComponent("u"))
    _ = try made.start(training: { FakeTrainer($0) })
    func steps(_ runs: RunSelection) throws -> [String] {
      let place = try #require(runs.columns.firstIndex(of: "method.steps"))
      return runs.rows.map { $0[place] }
    }
    #expect(try steps(RunSelection(made.folder, where: ["method.steps<=5"])) == ["5"])
    #expect(try steps(RunSelection(made.folder, where: ["method.steps!=5"])) == ["", "10"])
    #expect(try steps(RunSelection(made.folder, sortedBy: "method.steps")) == ["5", "10", ""])
    let back = try RunSelection(made.folder, sortedBy: "method.steps", isReversed: true)
    #expect(try steps(back) == ["10", "5", ""])
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(back.json.utf8)) as? [[String: Any]])
    #expect(objects.map { $0["method.steps"] as? Int } == [10, 5, nil])
    #expect(objects[2]["method.steps"] is NSNull)
    let texts = try RunSelection(made.folder, sortedBy: "label")
    #expect(texts.json.contains("\"method.steps\" : null"))
  }

  /// Narrow tables keep the leading count, and say what they leave out.
  @Test(arguments: [20, 30, 40, 60, 80, 120]) func aNarrowTableSaysWhatItLacks(width: Int) throws {
    let runs = try RunSelection(try sweep(), sortedBy: "w1")
    let lines = runs.text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width }, "\(lines)")
    let header = lines[0].split(separator: " ").map(String.init)
    #expect(header.contains("label"))
    if width >= 40 { #expect(header.contains("modes_covered") && header.contains("w1")) }
    let end = lines.dropFirst(13).joined(separator: " ")
    for name in ["run", "label", "seed", "status", "modes_covered", "high_quality", "w1", "steps"]
    where !header.contains(name) {
      #expect(end.contains(name), "\(end)")
    }
    #expect(end.contains("no room for") == (header.count < 8))
    // A program finds the run in the first column.
    let plain = runs.text(width: nil).split(separator: "\n")
    #expect(plain[0].hasPrefix("run ") && plain[0].contains(" status ") && plain[0].contains(" w1"))
    #expect(plain.last == "12 of 12 runs")
  }

  @Test func textFitsAndJSONHasAllColumns() throws {
    let sweep = try sweep()
    let runs = try RunSelection(sweep, where: ["w1>0"])
    let lines = runs.text(width: 80).split(separator: "\n")
    // The header, twelve runs, and what has no room.
    let note = lines.firstIndex { $0.contains("no room for") } ?? lines.count - 1
    #expect(note == 13 && lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].contains("w1") && lines.last == "12 of 12 runs")
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(runs.json.utf8)) as? [[String: Any]])
    #expect(objects.count == 12)
    #expect(objects.allSatisfy { Set($0.keys) == Set(runs.columns) && $0["run"] is String })
    #expect(objects.compactMap { $0["seed"] as? Int }.count == 12)
  }
}
