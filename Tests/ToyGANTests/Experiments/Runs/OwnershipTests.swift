import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// One process writes a run; another that was stopped meanwhile changes nothing when it wakes.
@Suite struct OwnershipTests {
  private let yaml =
    "steps: 25\nevaluation: {every: 10, samples: 3, storeEvery: 10, final: [modes_covered]}"

  private func run(_ url: URL) throws -> Run { try Run(Configuration(yaml: yaml), in: url) }

  @Test func aFileIsRenamedOnlyWhileThisIsAllowed() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("file")
    #expect(
      try AtomicFile.write([1], to: file, durably: false, keeping: nil, if: { true }))
    #expect(
      try !AtomicFile.write([2], to: file, durably: true, keeping: nil, if: { false }))
    // Between check and renaming another process takes over, and removes what is not renamed yet.
    let previous = folder.url.appendingPathComponent("previous")
    let isWritten = try AtomicFile.write([3], to: file, durably: false, keeping: previous) {
      AtomicFile.removeLeftovers(in: folder.url)
      return true
    }
    #expect(!isWritten)
    #expect(try [UInt8](Data(contentsOf: file)) == [1])
    #expect(try folder.names(in: "").allSatisfy { !$0.hasPrefix(".") })
  }

  /// The old checkpoint has its name until the new one replaces it.
  @Test func aFileIsNeverWithoutItsName() throws {
    let folder = try TemporaryFolder()
    let (file, previous) = (
      folder.url.appendingPathComponent("file"), folder.url.appendingPathComponent("previous")
    )
    for bytes in [[1], [2], [3]] as [[UInt8]] {
      try AtomicFile.write(bytes, to: file, keeping: previous)
    }
    #expect(try [UInt8](Data(contentsOf: file)) == [3])
    #expect(try [UInt8](Data(contentsOf: previous)) == [2])
    // Both names belong to one file if a process was killed between the two moves.
    unlink(previous.path)
    #expect(link(file.path, previous.path) == 0)
    try AtomicFile.write([4], to: file, keeping: previous)
    #expect(try [UInt8](Data(contentsOf: file)) == [4])
    #expect(try [UInt8](Data(contentsOf: previous)) == [3])
    #expect(try folder.names(in: "") == ["file", "previous"])
  }

  /// After the run was ended by one process and claimed by a third, the first is still not its owner.
  @Test func aClaimIsNotThatOfTheSameNameLater() throws {
    let folder = try TemporaryFolder()
    let first = try #require(try RunClaim.take(in: folder.url))
    #expect(first.renew())
    unlink(RunClaim.path(in: folder.url, generation: 0))
    #expect(!first.renew())
    let third = try #require(try RunClaim.take(in: folder.url))
    #expect(third.renew() && !first.renew())
    first.remove()
    #expect(third.renew())
  }

  @Test func twoThatTrainOneRunAreOneTooMany() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    let run = try run(url)
    let claim = try #require(try RunClaim.take(in: url))
    let error = #expect(throws: MachineError.self) { try run.start(training: { FakeTrainer($0) }) }
    #expect(error?.problem.contains("process \(getpid())") == true)
    #expect(throws: MachineError.self) {
      try Run(resuming: url).start(training: { FakeTrainer($0) })
    }
    #expect(throws: MachineError.self) { try self.run(url) }
    claim.release()
    #expect(try run.start(training: { FakeTrainer($0) }) == .completed)
    #expect(try folder.names(in: "run").allSatisfy { !$0.hasPrefix(".") })
  }

  /// A trajectory or a checkpoint of another state than the summary: the run has not ended, and its end is
  /// made again, with the same bytes.
  @Test(arguments: ["trajectory.csv", "checkpoint.safetensors"])
  func whatDoesNotBelongToTheSummaryIsMadeAgain(name: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    #expect(try run(url).start(training: { FakeTrainer($0) }) == .completed)
    let file = url.appendingPathComponent(name)
    let whole = try Data(contentsOf: file)
    let old =
      name == "trajectory.csv"
      ? Data(
        try folder.text("run/trajectory.csv").split(separator: "\n")[0...1].joined(separator: "\n")
          .utf8)
      : try Data(contentsOf: url.appendingPathComponent("checkpoint.previous.safetensors"))
    try old.write(to: file)
    #expect(RunFolder(url).summary() != nil && RunFolder(url).wholeSummary() == nil)
    let run = try Run(resuming: url)
    #expect(run.ended == nil)
    #expect(try run.start(training: { FakeTrainer($0) }) == .completed)
    #expect(try Data(contentsOf: file) == whole)
    #expect(RunFolder(url).wholeSummary()?.steps == 25)
  }

  /// Wherever a crash or a copy cut the trajectory: resumed, the run has the bytes of one that was not.
  @Test func aTrajectoryThatIsCutIsMadeAgain() throws {
    let folder = try TemporaryFolder()
    let (url, whole) = (
      folder.url.appendingPathComponent("run"), folder.url.appendingPathComponent("whole")
    )
    for place in [url, whole] { _ = try run(place).start(training: { FakeTrainer($0) }) }
    let kept = folder.url.appendingPathComponent("kept")
    try FileManager.default.copyItem(at: url, to: kept)
    _ = try Run(resuming: whole, steps: 40).start(training: { FakeTrainer($0) })
    let bytes = try Data(contentsOf: kept.appendingPathComponent("trajectory.csv"))
    for count in stride(from: 0, to: bytes.count, by: 7) {
      try FileManager.default.removeItem(at: url)
      try FileManager.default.copyItem(at: kept, to: url)
      try bytes.prefix(count).write(to: url.appendingPathComponent("trajectory.csv"))
      _ = try Run(resuming: url, steps: 40).start(training: { FakeTrainer($0) })
      for name in ["trajectory.csv", "checkpoint.safetensors", "summary.json"] {
        let files = [url, whole].map { $0.appendingPathComponent(name) }
        #expect(try Data(contentsOf: files[0]) == Data(contentsOf: files[1]), "\(count) \(name)")
      }
    }
  }

  @Test(arguments: ["5,1,2,3,4,5,6\n5,1,2,3,4,5,6\n", "0,1\n", "20,1,2,3,4,5,6\n10,1,2,3,4,5,6\n"])
  func aTrajectoryWithForeignRowsIsMadeAgain(rows: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url).start(training: { FakeTrainer($0) })
    let whole = try folder.text("run/trajectory.csv")
    let header = whole.prefix { $0 != "\n" }
    try Data("\(header)\n\(rows)".utf8).write(to: url.appendingPathComponent("trajectory.csv"))
    _ = try Run(resuming: url).start(training: { FakeTrainer($0) })
    #expect(try folder.text("run/trajectory.csv") == whole)
  }

  /// Settings that somebody has edited in the folder are not those of its weights.
  @Test func editedSettingsAreRefused() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url).start(training: { FakeTrainer($0) })
    let file = url.appendingPathComponent("config.yaml")
    let edited = try folder.text("run/config.yaml").replacing("batch: 512", with: "batch: 500")
    try Data(edited.utf8).write(to: file)
    let error = #expect(throws: FileError.self) {
      try Run(resuming: url, steps: 50).start(training: { FakeTrainer($0) })
    }
    #expect(error?.file == file.path)
  }

  /// A user may remove a checkpoint to save space, and older summaries have no checksums.
  @Test func whatIsMissingIsNoContradiction() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    #expect(try run(url).start(training: { FakeTrainer($0) }) == .completed)
    try FileManager.default.removeItem(at: url.appendingPathComponent("checkpoint.safetensors"))
    #expect(try Run(resuming: url).ended == .completed)
    var summary = try #require(RunFolder(url).summary())
    summary.files = nil
    try Data(JSONText.of(summary).utf8).write(to: url.appendingPathComponent("summary.json"))
    try Data("step\n".utf8).write(to: url.appendingPathComponent("trajectory.csv"))
    #expect(try Run(resuming: url).ended == .completed)
  }

  /// Nobody has taken the run over: it is an error, and nothing is made anew without its configuration.
  @Test(arguments: [10, 20, 25])
  func aFolderThatVanishesIsAnError(step: Int) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    func vanish(_ place: URL) -> TrainerFactory {
      { FakeTrainer($0) { if $0 == step { try? FileManager.default.removeItem(at: place) } } }
    }
    let error = #expect(throws: MachineError.self) { try run(url).start(training: vanish(url)) }
    #expect(error?.problem == "the folder was removed while its run was trained")
    #expect(!FileManager.default.fileExists(atPath: url.path))
    // In a sweep the run has failed; without the sweep's folder there is no place to say so.
    let place = folder.url.appendingPathComponent("sweep")
    let sweep = try Sweep(Experiment(yaml: yaml), in: place)
    let removed = sweep.folder.run(sweep.plan[0].id)
    let result = try sweep.start(training: vanish(removed))
    #expect(result.failures.map { ($0.error as? MachineError)?.problem } == [error?.problem])
    #expect(try folder.names(in: "sweep/runs/\(removed.lastPathComponent)") == ["failure.json"])
    let both = folder.url.appendingPathComponent("both")
    let again = try Sweep(Experiment(yaml: "seeds: 2\n\(yaml)"), in: both)
    let gone = #expect(throws: MachineError.self) { try again.start(training: vanish(both)) }
    #expect(gone?.problem == "the folder was removed while its runs were trained")
    #expect(!FileManager.default.fileExists(atPath: both.path))
  }

  /// A process that was killed after it wrote the outcome had not removed its claims yet.
  @Test func anEndedRunIsClearedOfWhatAKilledProcessLeft() throws {
    let folder = try TemporaryFolder()
    let experiment = try Experiment(yaml: "seeds: 2\n\(yaml)")
    let place = folder.url.appendingPathComponent("sweep")
    let sweep = try Sweep(experiment, in: place)
    _ = try sweep.start(training: { FakeTrainer($0) })
    let url = folder.url.appendingPathComponent("run")
    _ = try run(url).start(training: { FakeTrainer($0) })
    let ended = [url] + sweep.plan.map { sweep.folder.run($0.id) }
    func hidden(_ run: URL) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: run.path).filter { $0.hasPrefix(".") }
    }
    for run in ended {
      RunClaimTests.kill(in: run)
      try Data().write(to: run.appendingPathComponent(".config.yaml.0123456789abcdef"))
      #expect(try hidden(run).count == 2)
    }
    #expect(try Run(resuming: url).start(training: { FakeTrainer($0) }) == .completed)
    _ = try Sweep(experiment, in: place, isResumed: true).start(training: { FakeTrainer($0) })
    for run in ended { #expect(try hidden(run) == []) }
    // The control: the claim of a process that lives stays.
    let claim = try #require(try RunClaim.take(in: url))
    #expect(try Run(resuming: url).start(training: { FakeTrainer($0) }) == .completed)
    #expect(claim.renew())
  }

  /// A sweep's folder belongs to several processes: what a living one writes stays.
  @Test func aSweepIsClearedOfTablesThatAKilledProcessWrote() throws {
    let folder = try TemporaryFolder()
    let experiment = try Experiment(yaml: yaml)
    let place = folder.url.appendingPathComponent("sweep")
    func start() throws {
      _ = try Sweep(experiment, in: place, isResumed: true).start(training: { FakeTrainer($0) })
    }
    func hidden() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: place.path)
        .filter { $0.hasPrefix(".") }.sorted()
    }
    func age(_ name: String) {
      let then = timespec(tv_sec: time(nil) - 120, tv_nsec: 0)
      utimensat(AT_FDCWD, place.appendingPathComponent(name).path, [then, then], 0)
    }
    try start()
    let names = [".summary.csv.0123456789abcdef", ".table.md.0123456789abcdef", ".mine"]
    for name in names { try Data().write(to: place.appendingPathComponent(name)) }
    try start()
    #expect(try hidden() == [".mine"] + names.dropLast(), "they may be about to be locked")
    let written = try StreamedFile(place.appendingPathComponent("trajectories.csv"))
    for name in try hidden() { age(name) }
    try start()
    let left = try hidden()
    #expect(left.count == 2 && left[0] == ".mine" && left[1].hasPrefix(".trajectories.csv."))
    try written.finish()
    #expect(try hidden() == [".mine"])
  }

  @Test func aFolderThatVanishesIsAnError() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("run")
    #expect(throws: MachineError.self) {
      try run(url).start(training: {
        FakeTrainer($0) { step in
          if step == 10 { try? FileManager.default.removeItem(at: url) }
        }
      })
    }
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }
}
