import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANStudies

/// State of another run with the same shapes never becomes that of this run.
@Suite struct ForeignStateTests {
  /// Settings that change what is trained and no shape.
  static let others = ["seed: 1", "target: grid25", "method: lsgan", "batch: 9"]

  private static func yaml(_ line: String) -> String {
    let key = line.prefix { $0 != ":" }
    let kept = SmallRuns.yaml.split(separator: "\n").filter { !$0.hasPrefix(key) }
    return kept.joined(separator: "\n") + "\n\(line)\n"
  }

  /// A run of six steps, stopped after four; returns its folder.
  private func run(_ yaml: String, _ name: String, in folder: TemporaryFolder) throws -> URL {
    let url = folder.url.appendingPathComponent(name)
    let stop = Interruption()
    let outcome = try Run(Configuration(yaml: yaml), in: url).start(interruption: stop) {
      if $0.step == 4 { stop.request() }
    }
    #expect(outcome == .interrupted(step: 4))
    return url
  }

  /// A run that was stopped, one with another setting, and one with the settings of the first that was completed.
  private func runs(
    _ line: String, in folder: TemporaryFolder
  ) throws -> (own: URL, other: URL, whole: URL) {
    let own = try run(Self.yaml("seed: 0"), "own", in: folder)
    let other = try run(Self.yaml(line), "other", in: folder)
    let whole = try run(Self.yaml("seed: 0"), "whole", in: folder)
    _ = try Run(resuming: whole).start()
    return (own, other, whole)
  }

  private func copy(_ name: String, from other: URL, to url: URL) throws {
    let place = url.appendingPathComponent(name)
    try FileManager.default.removeItem(at: place)
    try FileManager.default.copyItem(at: other.appendingPathComponent(name), to: place)
  }

  @Test(arguments: others)
  func checkpointsAreRefused(line: String) throws {
    let folder = try TemporaryFolder()
    let (own, other, whole) = try runs(line, in: folder)
    // The previous one is still that of this run, and stands in.
    try copy(RunFolder.lastName, from: other, to: own)
    var notices: [String] = []
    let stop = Interruption()
    stop.request()
    #expect(
      try Run(resuming: own).start(interruption: stop, notice: { notices.append($0) })
        == .interrupted(step: 3))
    #expect(notices.count == 1)
    #expect(notices.first?.contains("instead of one that this run has written") == true)
    #expect(try Run(resuming: own).start() == .completed)
    #expect(try RunBytes(own).differences(from: RunBytes(whole)) == [])
    // Neither is: nothing is trained.
    let both = try run(Self.yaml("seed: 0"), "both", in: folder)
    for name in [RunFolder.lastName, RunFolder.previousName] {
      try copy(name, from: other, to: both)
    }
    #expect(throws: FileError.self) { try Run(resuming: both).start() }
    #expect(throws: FileError.self) { try RunFolder(both).checkpoint() }
  }

  @Test(arguments: others)
  func aTrajectoryIsTrainedAgain(line: String) throws {
    let folder = try TemporaryFolder()
    let (own, other, whole) = try runs(line, in: folder)
    try copy("trajectory.csv", from: other, to: own)
    var notices: [String] = []
    #expect(try Run(resuming: own).start(notice: { notices.append($0) }) == .completed)
    #expect(notices.count == 1 && notices[0].hasSuffix("training starts again from step 0"))
    #expect(try RunBytes(own).differences(from: RunBytes(whole)) == [])
  }

  /// The record of an older version names no checkpoints.
  @Test func anOlderRecordIsBelieved() throws {
    let folder = try TemporaryFolder()
    let own = try run(Self.yaml("seed: 0"), "own", in: folder)
    let place = RunFolder(own)
    var record = try #require(place.record())
    #expect(record.checkpoints?.count == 3)
    (record.checkpoints, record.tables) = (nil, nil)
    try place.write(record)
    var notices: [String] = []
    #expect(try Run(resuming: own).start(notice: { notices.append($0) }) == .completed)
    #expect(notices == [])
    #expect(place.storedSteps(in: "samples") == Array(0...6))
    #expect(place.record()?.checkpoints != nil && place.record()?.tables == nil)
  }

  /// Settings of another run are recognised by every reader of the run.
  @Test(arguments: others)
  func settingsAreRefused(line: String) throws {
    let folder = try TemporaryFolder()
    let (own, other, whole) = try runs(line, in: folder)
    for url in [own, whole] {
      try copy("config.yaml", from: other, to: url)
      for error in [
        #expect(throws: FileError.self) { try RunFolder(url).configuration() },
        #expect(throws: FileError.self) { try RunFolder(url).samples(5) },
        #expect(throws: FileError.self) { try Run(resuming: url).start() },
      ] {
        #expect(error?.key.hasSuffix("config.yaml") == true)
        #expect(error?.allowed.contains("with which the run was trained") == true)
      }
    }
  }

  /// The tables from which figures are drawn, each replaced by that of another run, cut off and emptied: no figure
  /// shows them, and a run that is resumed says so and continues.
  @Test(arguments: ["samples", "surfaces"])
  func tablesAreRecognised(kind: String) throws {
    let name = "\(kind)/step-00000003.csv"
    let folder = try TemporaryFolder()
    let (own, other, whole) = try runs(Self.others[0], in: folder)
    let (file, place) = (own.appendingPathComponent(name), RunFolder(own))
    let foreign = try Data(contentsOf: other.appendingPathComponent(name))
    let bytes = try Data(contentsOf: file)
    for replacement in [foreign, bytes.prefix(40), Data()] {
      try replacement.write(to: file)
      let error = #expect(throws: FileError.self) {
        _ = try (place.storedSamples(at: 3), place.storedSurface(at: 3))
      }
      #expect(error?.key.hasSuffix(name) == true)
    }
    var notices: [String] = []
    #expect(try Run(resuming: own).start(notice: { notices.append($0) }) == .completed)
    #expect(notices == ["\(name) is damaged, or of another run; figures leave it out"])
    #expect(place.storedSteps(in: kind) == [0, 1, 2, 4, 5, 6])
    // A file that was removed is not missed.
    try FileManager.default.removeItem(at: whole.appendingPathComponent(name))
    #expect(try Run(resuming: whole, steps: 7).start(notice: { notices.append($0) }) == .completed)
    #expect(notices.count == 1)
    #expect(RunFolder(whole).storedSteps(in: kind) == [0, 1, 2, 4, 5, 6, 7])
  }

  @Test(arguments: ["samples/target.csv", "categories.csv"])
  func tablesWithoutAStepAreRecognised(name: String) throws {
    let folder = try TemporaryFolder()
    let yaml = Self.yaml("method: infogan").replacing("latent: 2", with: "latent: 20")
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(Configuration(yaml: yaml), in: url).start()
    func read() throws {
      _ = try (RunFolder(url).storedTarget(), CategoryTable(in: url))
    }
    try read()
    var bytes = try Data(contentsOf: url.appendingPathComponent(name))
    bytes.append(contentsOf: "0,0\n".utf8)
    try bytes.write(to: url.appendingPathComponent(name))
    #expect(throws: FileError.self) { try read() }
    // A run that is resumed has no categories until it ends again.
    let stop = Interruption()
    stop.request()
    _ = try Run(resuming: url, steps: 9).start(interruption: stop)
    #expect(try CategoryTable(in: url) == nil)
    try read()
  }

  /// Files of later steps are written again, and may be of any run.
  @Test func laterTablesAreReplaced() throws {
    let folder = try TemporaryFolder()
    let (own, other, whole) = try runs(Self.others[0], in: folder)
    _ = try Run(resuming: other).start()
    for kind in ["samples", "surfaces"] {
      let name = "\(kind)/step-00000006.csv"
      try FileManager.default.copyItem(
        at: other.appendingPathComponent(name), to: own.appendingPathComponent(name))
    }
    try Data("x,y\n".utf8).write(to: own.appendingPathComponent("samples/target.csv"))
    #expect(RunFolder(own).storedSteps(in: "samples") == [0, 1, 2, 3, 4])
    #expect(try Run(resuming: own).start() == .completed)
    #expect(try RunBytes(own).differences(from: RunBytes(whole)) == [])
  }

  @Test func figuresOfAnotherRunsTrajectoryAreRefused() throws {
    let folder = try TemporaryFolder()
    let (_, other, whole) = try runs(Self.others[0], in: folder)
    _ = try Run(resuming: other).start()
    try copy("trajectory.csv", from: other, to: whole)
    let error = #expect(throws: FileError.self) { try Plots.run(at: whole) }
    #expect(error?.value.contains("does not belong to summary.json") == true)
  }

  /// Figures of a sweep are drawn from its runs: its tables may be missing, or of another sweep.
  @Test func aSweepsTablesAreNotBelieved() throws {
    let folder = try TemporaryFolder()
    var synthetic = SyntheticSweep()
    (synthetic.seeds, synthetic.samples, synthetic.grid) = (2, 20, 4)
    try synthetic.write(to: folder.url)
    /// What is drawn, without drawing it.
    func drawn() throws -> [String] {
      #expect(throws: GnuplotError.self) {
        try Plots.sweep(at: folder.url, by: Gnuplot(searchPath: folder.url.path))
      }
      let names = try folder.names(in: "plots").filter { $0.hasSuffix(".csv") }
      #expect(names.count > 2)
      return try names.map { try folder.text("plots/\($0)") }
    }
    let before = try drawn()
    for table in ["summary.csv", "trajectories.csv"] {
      let file = folder.url.appendingPathComponent(table)
      try Data("run,label\nx,y\n".utf8).write(to: file)
      #expect(try drawn() == before)
      try FileManager.default.removeItem(at: file)
      #expect(try drawn() == before)
    }
    // The control: another outcome of a run is drawn.
    let run = folder.url.appendingPathComponent("runs/0-seed1/trajectory.csv")
    try Data("step,modes_covered\n0,7\n".utf8).write(to: run)
    #expect(try drawn() != before)
  }
}
