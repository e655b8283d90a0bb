import Foundation
import Synchronization
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// A sweep that gets more variants, values or seeds after it has begun.
@Suite struct PlanExtensionTests {
  private static let common =
    "steps: 20\nevaluation: {every: 10, samples: 20, final: modes_covered}\n"
  private static let tables = [
    "plan.jsonl", "summary.csv", "trajectories.csv", "table.md", "differences.csv",
  ]
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func experiment(_ yaml: String) throws -> Experiment { try Self.experiment(yaml) }

  private static func experiment(_ yaml: String) throws -> Experiment {
    try Experiment(yaml: common + yaml)
  }

  private func url(_ name: String) -> URL { folder.url.appendingPathComponent(name) }

  private func start(_ yaml: String, in name: String, isResumed: Bool) throws -> Sweep.Result {
    try Sweep(experiment(yaml), in: url(name), isResumed: isResumed)
      .start(training: { FakeTrainer($0) })
  }

  private let small = "seeds: 2\nvary: {method: [gan, wgan]}"

  /// The same bytes as of a sweep that had the whole plan from the start, and no run is trained twice.
  @Test(arguments: [
    "seeds: 3\nvary: {method: [gan, wgan]}", "seeds: [5, 1, 0]\nvary: {method: [gan, wgan]}",
    "seeds: 2\nvary: {method: [lsgan, wgan, gan]}", "seeds: 2\nvary: {method: [wgan, gan, lsgan]}",
    "seeds: 2\nvariants: [{method: gan}, {method: wgan}, {method: gan, batch: 8}]",
    "seeds: 2\nvary: {method: [wgan, gan]}",
  ])
  func aPlanIsExtended(larger: String) throws {
    let first = try start(small, in: "s", isResumed: false)
    #expect(first.outcomes.count == 4)
    let times = try modificationTimes(in: "s")
    let result = try start(larger, in: "s", isResumed: true)
    #expect(result.finishedBefore == 4)
    _ = try start(larger, in: "whole", isResumed: false)
    for name in Self.tables {
      #expect(try folder.text("s/\(name)") == folder.text("whole/\(name)"))
    }
    for (run, time) in times { #expect(try modificationTimes(in: "s")[run] == time) }
    #expect(try folder.names(in: "s").allSatisfy { !$0.hasPrefix(".") })
  }

  /// Words among numbers are written in quotes, so that the plan is JSON and can be read.
  @Test(arguments: [
    "optimizer: {annealing: {steps: run}}", "discriminator: {instanceNoise: {steps: run, to: 0.1}}",
    "penalties: {r1: {annealing: {steps: run}}}", "generator.average: 0.9",
    "standardize: true", "lookahead: {every: 5}", "generator: {initialization: {orthogonal: 0.5}}",
  ])
  func aPlanWithAnySettingIsReadAgain(setting: String) throws {
    let yaml = "seeds: 2\nvary: {method: [gan, wgan]}\n\(setting)"
    _ = try start(yaml, in: "s", isResumed: false)
    let line = try folder.text("s/plan.jsonl").split(separator: "\n")[0]
    let written = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(written?["configuration"] is [String: Any])
    #expect(try start(yaml, in: "s", isResumed: true).finishedBefore == 4)
  }

  private func modificationTimes(in name: String) throws -> [String: Date] {
    var times: [String: Date] = [:]
    for run in try folder.names(in: "\(name)/runs") {
      let file = url("\(name)/runs/\(run)/summary.json").path
      times[run] =
        try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date
    }
    return times
  }

  @Test func lostRunsAreNamedAndNothingIsWritten() throws {
    _ = try start(small, in: "s", isResumed: false)
    let before = try Self.tables.map { try folder.text("s/\($0)") }
    for other in [
      "seeds: 2\nvary: {method: [gan]}", "seeds: 1\nvary: {method: [gan, wgan]}",
      "seeds: 2\nvary: {method: [gan, lsgan]}",
    ] {
      let error = #expect(throws: FileError.self) { try start(other, in: "s", isResumed: true) }
      #expect("\(error as Any)".contains("'wgan' with seed "), "\(error as Any)")
      #expect("\(error as Any)".contains("2 runs that the experiment lacks"), "\(error as Any)")
    }
    #expect(try Self.tables.map { try folder.text("s/\($0)") } == before)
    // Without --resume the folder is not touched at all.
    #expect(throws: FileError.self) { try start(small, in: "s", isResumed: false) }
  }

  @Test func aRunMayGetAnotherLabel() throws {
    _ = try start("batch: 16\n\(small)", in: "s", isResumed: false)
    let longer = "seeds: 2\nvary: {method: [gan, wgan], batch: [16, 8]}"
    let sweep = try Sweep(experiment(longer), in: url("s"), isResumed: true)
    #expect(sweep.change?.contains("4 more runs") == true)
    #expect(
      sweep.change?.contains("'gan' is now 'gan, batch=16'") == true, "\(sweep.change as Any)")
    #expect(try sweep.start(training: { FakeTrainer($0) }).finishedBefore == 4)
    #expect(try folder.text("s/table.md").contains("| wgan, batch=16 | 2 |"))
    let again = try Sweep(experiment(longer), in: url("s"), isResumed: true)
    #expect(again.change == nil)
  }

  /// A process that began with the small plan finishes it while another extends it: the tables have everything.
  @Test func whoBeganBeforeFinishesItsPlan() throws {
    let larger = "seeds: 2\nvary: {method: [lsgan, gan, wgan]}"
    let sweep = try Sweep(experiment(small), in: url("s"))
    let isExtended = Mutex(false)
    let place = url("s")
    let result = try sweep.start(training: { recipe in
      let first = isExtended.withLock { done in
        defer { done = true }
        return !done
      }
      if first { _ = try Sweep(Self.experiment(larger), in: place, isResumed: true) }
      return FakeTrainer(recipe)
    })
    #expect(result.outcomes.count == 4)
    #expect(try folder.text("s/table.md").contains("| lsgan | 0 of 2 |"))
    #expect(try start(larger, in: "s", isResumed: true).finishedBefore == 4)
    _ = try start(larger, in: "whole", isResumed: false)
    for name in Self.tables {
      #expect(try folder.text("s/\(name)") == folder.text("whole/\(name)"))
    }
  }

  /// A task of the array that was submitted before, which starts again after the plan was extended.
  @Test func aShardOfTheEarlierPlanKeepsTheLargerOne() throws {
    let larger = "seeds: 2\nvary: {method: [lsgan, gan, wgan]}"
    _ = try Sweep(experiment(larger), in: url("s"))
    let plan = try folder.text("s/plan.jsonl")
    for index in 1...2 {
      let shard = try Sweep(experiment(small), in: url("s"), shard: Shard("\(index)/2"))
      #expect(shard.change == nil)
      _ = try shard.start(training: { FakeTrainer($0) })
    }
    #expect(try folder.text("s/plan.jsonl") == plan)
    let merge = try Sweep(experiment(small), in: url("s"), isResumed: true, mayBePart: true)
    #expect(merge.folder.url == url("s"))
    #expect(try SweepTables.write(in: merge.folder) == (6, 2))
    #expect(try folder.text("s/plan.jsonl") == plan)
    // One with other runs is no part.
    #expect(throws: FileError.self) {
      try Sweep(experiment("seeds: 1\nvary: {batch: [8]}"), in: url("s"), shard: Shard("1/2"))
    }
  }

  /// Two processes extend the plan at the same time: none loses the runs of the other.
  @Test func twoExtensionsAtOnceAreNotLost() throws {
    for round in 0..<8 {
      let name = "s\(round)"
      _ = try Sweep(experiment(small), in: url(name))
      let larger = ["lsgan", "hinge"].map { "seeds: 2\nvary: {method: [gan, wgan, \($0)]}" }
      let place = url(name)
      let failures = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        do {
          _ = try Sweep(Self.experiment(larger[index]), in: place, isResumed: true)
        } catch { failures.withLock { $0 += 1 } }
      }
      let plan = try folder.text("\(name)/plan.jsonl")
      #expect(failures.withLock { $0 } == 1, "the second is refused, as the plan lacks its runs")
      #expect(plan.split(separator: "\n").count == 6)
    }
  }

  @Test func notesFollowThePlan() throws {
    let invalid = "batch: 8\nseeds: 1\nvary: {method: [gan, wgan], discriminator.packing: [1, 3]}"
    let skipping = try Experiment(yaml: Self.common + invalid, skipsInvalid: true)
    _ = try Sweep(skipping, in: url("s"))
    #expect(try folder.names(in: "s").contains("skipped.csv"))
    let valid = invalid.replacing("3]", with: "2]")
    _ = try Sweep(experiment(valid), in: url("s"), isResumed: true)
    #expect(try !folder.names(in: "s").contains("skipped.csv"))
  }
}

/// Sweeps that an earlier version began.
@Suite struct EarlierSweepTests {
  private let yaml =
    "steps: 20\nevaluation: {every: 10, samples: 20, final: modes_covered}\nseeds: 2\n"
    + "vary: {method: [gan, wgan]}"
  private let metrics = "[modes_covered, high_quality, reverse_kl, deviation_ratio]"

  /// A folder as the version before `modes_by_mass` left it: its default was another.
  private func begun(_ folder: TemporaryFolder, _ place: URL) throws -> Sweep {
    let old = yaml.replacing("final:", with: "metrics: \(metrics), final:")
    return try Sweep(Experiment(yaml: old), in: place)
  }

  /// Without modes, today's default is distances.
  @Test func anEarlierDefaultIsKeptForATargetWithoutModes() throws {
    let folder = try TemporaryFolder()
    let place = folder.url.appending(path: "s")
    let target = "target: moons\n"
    let old = try Sweep(
      Experiment(yaml: target + yaml.replacing("final:", with: "metrics: \(metrics), final:")),
      in: place)
    let sweep = try Sweep(Experiment(yaml: target + yaml), in: place, isResumed: true)
    #expect(sweep.plan.map(\.id) == old.plan.map(\.id) && sweep.change == nil)
    // Another change of the metrics is none of a default.
    #expect(throws: (any Error).self) {
      try Sweep(
        Experiment(yaml: target + yaml.replacing("final:", with: "metrics: [w1], final:")),
        in: place, isResumed: true)
    }
  }

  @Test func anEarlierDefaultIsKept() throws {
    let folder = try TemporaryFolder()
    let place = folder.url.appending(path: "s")
    let begun = try begun(folder, place)
    let interruption = Interruption()
    _ = try begun.start(
      training: { FakeTrainer($0) { _ in interruption.request() } }, interruption: interruption)
    let plan = try folder.text("s/plan.jsonl")
    let sweep = try Sweep(Experiment(yaml: yaml), in: place, isResumed: true)
    #expect(sweep.plan.map(\.id) == begun.plan.map(\.id) && sweep.change == nil)
    #expect(try folder.text("s/plan.jsonl") == plan)
    let result = try sweep.start(training: { FakeTrainer($0) })
    #expect(result.outcomes.count == 4)
    for run in sweep.plan {
      let config = try folder.text("s/runs/\(run.id)/config.yaml")
      #expect(config.contains("metrics: \(metrics)"), "\(config)")
    }
    // And it can be extended.
    let larger = yaml.replacing("seeds: 2", with: "seeds: 3")
    let extended = try Sweep(Experiment(yaml: larger), in: place, isResumed: true)
    #expect(extended.plan.prefix(4).map(\.id) == begun.plan.map(\.id))
    #expect(try extended.start(training: { FakeTrainer($0) }).finishedBefore == 4)
  }

  @Test func otherSettingsAreNotDefaults() throws {
    let folder = try TemporaryFolder()
    let place = folder.url.appending(path: "s")
    _ = try begun(folder, place)
    for other in ["batch: 8\n\(yaml)", yaml.replacing("samples: 20", with: "samples: 30")] {
      let error = #expect(throws: FileError.self) {
        try Sweep(Experiment(yaml: other), in: place, isResumed: true)
      }
      let change = other.hasPrefix("batch") ? "batch: 512 -> 8" : "evaluation.samples: 20 -> 30"
      #expect("\(error as Any)".contains(change), "\(error as Any)")
    }
  }
}
