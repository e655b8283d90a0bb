import Foundation
import Testing
import ToyGAN

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
    record.checkpoints = nil
    try place.write(record)
    var notices: [String] = []
    #expect(try Run(resuming: own).start(notice: { notices.append($0) }) == .completed)
    #expect(notices == [])
  }
}
