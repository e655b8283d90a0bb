import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// A plan that somebody has changed: no run counts twice, and no table states settings that were not trained.
@Suite struct TruePlanTests {
  private let folder: TemporaryFolder
  private let url: URL
  private let lines: [String]

  init() throws {
    let yaml = """
      steps: 20
      evaluation: {every: 10, samples: 20, final: [modes_covered]}
      optimizer.learningRate: 1e-5
      seeds: 2
      vary: {batch: [8, 16]}
      """
    folder = try TemporaryFolder()
    url = folder.url.appendingPathComponent("s")
    _ = try Sweep(Experiment(yaml: yaml), in: url).start(training: { FakeTrainer($0) })
    lines = try folder.text("s/plan.jsonl").split(separator: "\n").map(String.init)
  }

  private func write(_ lines: [String]) throws {
    try Data(lines.map { $0 + "\n" }.joined().utf8)
      .write(to: url.appendingPathComponent("plan.jsonl"))
  }

  private var readers: [(SweepFolder) throws -> Void] {
    [
      { _ = try SweepStatus($0) }, { _ = try RunSelection($0) },
      { _ = try SweepComparison($0, metric: "modes_covered") },
      { _ = try SweepTables.write(in: $0) },
      { _ = try $0.summarizedRuns() }, { _ = try VariedSettings(of: $0) },
    ]
  }

  @Test func aRepeatedLineIsRefusedByEveryReader() throws {
    for read in readers { try read(SweepFolder(url)) }
    try write(lines + [lines[1]])
    for read in readers {
      let error = #expect(throws: FileError.self) { try read(SweepFolder(url)) }
      #expect("\(error as Any)".contains("line 5"), "\(error as Any)")
      #expect("\(error as Any)".contains("again"), "\(error as Any)")
    }
  }

  @Test(arguments: ["-1", "\"x\"", "1.5"])
  func aBadSeedIsRefusedByEveryReader(seed: String) throws {
    var changed = lines
    changed[2] = lines[2].replacing("\"seed\":1}", with: "\"seed\":\(seed)}")
    try #require(changed[2] != lines[2])
    try write(changed)
    for read in readers {
      let error = #expect(throws: FileError.self) { try read(SweepFolder(url)) }
      #expect("\(error as Any)".contains("line 3"), "\(error as Any)")
    }
  }

  @Test func aRunHasTheSettingsWithWhichItWasTrained() throws {
    let right = try RunSelection(SweepFolder(url), where: ["batch=16"])
    #expect(right.rows.count == 2)
    try write(lines.map { $0.replacing("\"batch\":16", with: "\"batch\":32") })
    let error = #expect(throws: FileError.self) {
      try RunSelection(SweepFolder(url), where: ["batch=32"])
    }
    #expect("\(error as Any)".contains("line 2"), "\(error as Any)")
    #expect("\(error as Any)".contains("batch: 32 in place of 16"), "\(error as Any)")
    // A run that has not begun has only the plan.
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path + "/runs") {
      try FileManager.default.removeItem(atPath: "\(url.path)/runs/\(name)")
    }
    #expect(try RunSelection(SweepFolder(url)).rows.isEmpty)
  }
}
