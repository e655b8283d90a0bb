import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// The settings that vary, as columns of `summary.csv`.
@Suite struct VariedColumnsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sweep(_ yaml: String) throws -> SweepFolder {
    let common = "steps: 20\nevaluation: {every: 10, samples: 20, final: [modes_covered, w1]}\n"
    let sweep = try Sweep(Experiment(yaml: common + yaml), in: folder.url.appending(path: "s"))
    _ = try sweep.start(training: { FakeTrainer($0) })
    return sweep.folder
  }

  private func table() throws -> CSVTable {
    try CSVTable(contentsOf: folder.url.appending(path: "s/summary.csv"))
  }

  @Test func everySettingThatVariesIsAColumn() throws {
    _ = try sweep(
      "seeds: [3, 4]\nvary: {optimizer.learningRate: [1e-4, 1e-2], generator.hidden: [[4], [8, 8]]}"
    )
    let table = try table()
    #expect(
      table.header == [
        "run", "label", "method", "seed", "status", "steps", "modes_covered", "w1",
        "generator.hidden",
        "optimizer.learningRate",
      ])
    #expect(
      try table.text("generator.hidden")
        == [String](repeating: "", count: 2).flatMap { _ in ["[4]", "[8, 8]", "[4]", "[8, 8]"] })
    #expect(
      try table.text("optimizer.learningRate") == [
        "0.0001", "0.0001", "0.01", "0.01", "0.0001", "0.0001", "0.01", "0.01",
      ])
  }

  @Test func runsAreChosenBySettings() throws {
    let sweep = try sweep(
      "seeds: 2\nvary: {optimizer.learningRate: [1e-2, 1e-4], generator.hidden: [[4], [8, 8]]}")
    func count(_ conditions: String...) throws -> Int {
      try RunSelection(sweep, where: conditions).rows.count
    }
    #expect(try count("optimizer.learningRate>=1e-3") == 4)
    #expect(try count("learningRate=1e-4") == 4)
    #expect(try count("generator.hidden=[8,8]", "learningRate<1e-3") == 2)
    #expect(try count("hidden=[4]", "seed=1") == 2)
    let sorted = try RunSelection(sweep, sortedBy: "learningRate")
    #expect(
      sorted.rows.map { $0.last ?? "" }.prefix(5) == [
        "0.0001", "0.0001", "0.0001", "0.0001", "0.01",
      ])
    #expect(sorted.text(width: 120).contains("optimizer.learningRate"))
    #expect(throws: SettingError.self) { try count("learningRate>fast") }
    #expect(throws: SettingError.self) { try count("learning=1") }
    #expect(sorted.json.contains("\"optimizer.learningRate\" : 0.0001"))
    #expect(sorted.json.contains("\"generator.hidden\" : \"[8, 8]\""))
  }

  /// The settings of a method that another has not are empty.
  @Test func whatOnlySomeHaveIsEmptyElsewhere() throws {
    _ = try sweep("seeds: 1\nvary: {method: [gan, {name: unrolled, steps: 3}]}")
    #expect(try table().text("method.steps") == ["", "3"])
    #expect(try !table().header.contains("method.name"))
  }

  @Test func oneLabelHasNoColumnsOfSettings() throws {
    _ = try sweep("seeds: 3\nbatch: 8")
    #expect(try table().header.last == "w1")
  }

  /// Variants in two orders, as a plan that was put together by hand may have them.
  @Test func everyLineHasItsOwnSettings() throws {
    let sweep = try sweep("seeds: 2\nvary: {batch: [8, 16]}")
    let lines = try folder.text("s/plan.jsonl").split(separator: "\n")
    let mixed = [lines[0], lines[1], lines[3], lines[2]].map { $0 + "\n" }.joined()
    try AtomicFile.write(mixed, to: folder.url.appending(path: "s/plan.jsonl"))
    let varied = try VariedSettings(of: sweep)
    #expect(varied.keys == ["batch"])
    #expect((0..<4).map { varied.values(at: $0) } == [["8"], ["16"], ["16"], ["8"]])
    #expect(varied.values(at: 4) == [])
  }
}
