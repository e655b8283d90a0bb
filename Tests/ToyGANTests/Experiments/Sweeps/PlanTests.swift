import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANStudies
@testable import ToyGANTheory

/// What stands in `plan.jsonl`, and what becomes of a folder in which it is broken.
@Suite struct PlanTests {
  private let yaml = """
    target: {random: {modes: 3, extent: 4, deviation: 0.05, seed: 7}}
    steps: 20
    evaluation: {every: 10, samples: 20, final: modes_covered}
    vary: {method: [gan, {name: unrolled, steps: 5}]}
    seeds: [0, 7, 18446744073709551615]
    """

  @Test func aLineIsTheEncodingOfItsRun() throws {
    for run in try Experiment(yaml: yaml).plan() {
      let (configuration, method) = (run.configuration, type(of: run.configuration.method).name)
      let line = SettingNode.section([
        .init("run", .word(run.id)), .init("label", .word(run.label)),
        .init("method", .word(method)), .init("seed", configuration.seed.node),
        .init("configuration", configuration.node),
      ])
      #expect(run.line == line.json + "\n")
      #expect(run.yaml == configuration.yaml)
      #expect(try run.id == PlannedRun(label: "other", configuration: configuration).id)
      let key = String(RandomStream.key(seed: 0, name: configuration.yaml), radix: 16)
      #expect((String(repeating: "0", count: 16 - key.count) + key).hasPrefix(run.id))
    }
  }

  /// A number that is also the seed that encodings are cut at.
  @Test func theSeedIsToldFromOtherNumbers() throws {
    let other = try Experiment(yaml: yaml.replacing("seed: 7", with: "seed: \(UInt64.max)"))
    for run in try other.plan() {
      #expect(run.line.contains("\"seed\":\(UInt64.max)"))
      #expect(run.line.hasSuffix("\"seed\":\(run.configuration.seed)}\n"))
    }
  }

  @Test(arguments: [
    ("seeds: [1, 2, 1]", "seeds[2]", "1 again", "every seed once"),
    ("sead: 3", "sead", "an unknown key", "did you mean seed?"),
    ("variant: []", "variant", "an unknown key", "did you mean variants?"),
    ("vari: {batch: [8]}", "vari", "an unknown key", "did you mean vary?"),
  ])
  func mistakesInAnExperimentAreNamed(
    line: String, key: String, value: String, allowed: String
  ) throws {
    let error = #expect(throws: SettingError.self) { try Experiment(yaml: "steps: 5\n\(line)") }
    #expect(error?.key == key && error?.value == value)
    #expect(error?.allowed.contains(allowed) == true)
  }

  private func made(_ folder: TemporaryFolder) throws -> URL {
    let url = folder.url.appendingPathComponent("s")
    _ = try Sweep(Experiment(yaml: yaml), in: url).start(training: { FakeTrainer($0) })
    return url
  }

  @Test(arguments: [
    ("cut", "line 6", "a line that is not a planned run"),
    ("word", "line 2", "a line that is not a planned run"),
    ("schema", "line 2", "schema 2"), ("blank", "line 3", "a line that is not a planned run"),
  ])
  func aBrokenPlanIsBlamedByLineAndNothingIsWritten(
    damage: String, line: String, value: String
  ) throws {
    let folder = try TemporaryFolder()
    let url = try made(folder)
    var lines = try folder.text("s/plan.jsonl").components(separatedBy: "\n")
    switch damage {
    case "cut": lines = Array(lines.dropLast(2)) + [String(lines[5].prefix(100))]
    case "word": lines[1] = "{\"run\":"
    case "schema": lines[1] = "{\"schema\":2," + lines[1].dropFirst()
    default: lines.insert("", at: 2)
    }
    let text = lines.joined(separator: "\n")
    try Data(text.utf8).write(to: url.appendingPathComponent("plan.jsonl"))
    let tables = ["summary.csv", "trajectories.csv", "table.md"]
    let before = try tables.map { try folder.text("s/\($0)") }
    let experiment = try Experiment(yaml: yaml)
    let uses: [() throws -> Void] = [
      { _ = try Sweep(experiment, in: url, isResumed: true) },
      { _ = try SweepStatus(SweepFolder(url)) },
      { _ = try RunSelection(SweepFolder(url)) },
      { _ = try SweepComparison(SweepFolder(url), metric: "modes_covered") },
    ]
    for use in uses {
      let error = #expect(throws: FileError.self) { try use() }
      #expect(error?.key.hasSuffix("plan.jsonl \(line)") ?? false, "\(error as Any)")
      #expect(error?.value == value)
    }
    #expect(try folder.text("s/plan.jsonl") == text)
    #expect(try tables.map { try folder.text("s/\($0)") } == before)
  }

  /// A plan without runs is damage, not a sweep that is complete; resuming writes it again.
  @Test func anEmptyPlanIsRefusedUntilItIsWrittenAgain() throws {
    let folder = try TemporaryFolder()
    let url = try made(folder)
    let (plan, table) = (try folder.text("s/plan.jsonl"), try folder.text("s/summary.csv"))
    try Data().write(to: url.appendingPathComponent("plan.jsonl"))
    let uses: [() throws -> Void] = [
      { _ = try SweepStatus(SweepFolder(url)) },
      { _ = try RunSelection(SweepFolder(url)) },
      { _ = try SweepComparison(SweepFolder(url), metric: "modes_covered") },
    ]
    for use in uses {
      let error = #expect(throws: FileError.self) { try use() }
      #expect(error?.value == "a plan without runs")
    }
    let sweep = try Sweep(Experiment(yaml: yaml), in: url, isResumed: true)
    #expect(try sweep.start(training: { FakeTrainer($0) }).finishedBefore == 6)
    #expect(try folder.text("s/plan.jsonl") == plan)
    #expect(try folder.text("s/summary.csv") == table)
  }

  @Test func aPlanMayGoOn() throws {
    let folder = try TemporaryFolder()
    let url = try made(folder)
    let before = try folder.text("s/plan.jsonl")
    let longer = try Experiment(yaml: yaml.replacing("615]", with: "615, 9]"))
    let result = try Sweep(longer, in: url, isResumed: true).start(training: { FakeTrainer($0) })
    #expect(result.outcomes.count == 8 && result.finishedBefore == 6)
    #expect(try folder.text("s/plan.jsonl").hasPrefix(before))
    #expect(try folder.text("s/summary.csv").split(separator: "\n").count == 9)
  }
}
