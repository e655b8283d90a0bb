import Foundation
import Testing
import ToyGAN

@testable import ToyGANFiles
@testable import ToyGANStudies

/// A run and a sweep depend on the points that they began with, whatever becomes of the user's file.
@Suite struct PointsFileTests {
  private func yaml(_ file: String) -> String {
    """
    target: {points: {file: \(file)}}
    generator: {latent: 2, hidden: [8]}
    discriminator: {hidden: [8]}
    batch: 8
    steps: 4
    evaluation: {every: 2, samples: 20, storeEvery: 2, metrics: [w1], final: [w1]}
    """
  }

  private func folder(_ points: String = "1.5,1\n2.5,2\n3.5,1\n") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try Data(points.utf8).write(to: folder.url.appendingPathComponent("t.csv"))
    try Data(yaml("t.csv").utf8).write(to: folder.url.appendingPathComponent("t.yaml"))
    return folder
  }

  private func configuration(_ folder: TemporaryFolder) throws -> Configuration {
    try Configuration(file: folder.url.appendingPathComponent("t.yaml").path)
  }

  @Test func aMovedRunNeedsNothingOutside() throws {
    let folder = try folder()
    let url = folder.url.appendingPathComponent("run")
    #expect(try Run(configuration(folder), in: url).start() == .completed)
    #expect(try folder.text("run/config.yaml").contains("file: points.csv"))
    let samples = try RunFolder(url).samples(5)
    let moved = folder.url.appendingPathComponent("elsewhere/moved")
    try FileManager.default.createDirectory(
      at: moved.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: url, to: moved)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("t.csv"))
    #expect(try RunFolder(moved).samples(5) == samples)
    #expect(try Run(resuming: moved, steps: 8).start() == .completed)
    #expect(
      try ScoreReport(run: RunFolder(moved), metrics: .named([.wasserstein1])).text.contains("w1"))
  }

  @Test func aChangedFileIsRefusedWithBothChecksums() throws {
    let folder = try folder()
    let url = folder.url.appendingPathComponent("run")
    #expect(try Run(configuration(folder), in: url).start() == .completed)
    // The same points at another place are the same.
    #expect(try Run(resuming: url, as: configuration(folder)).ended == .completed)
    let points = folder.url.appendingPathComponent("t.csv")
    let before = RedundancyCheck.zlib.text([UInt8](try Data(contentsOf: points)))
    try Data("150,100\n250,200\n".utf8).write(to: points)
    let after = RedundancyCheck.zlib.text([UInt8](try Data(contentsOf: points)))
    let error = #expect(throws: SettingError.self) {
      try Run(resuming: url, as: configuration(folder))
    }
    #expect(error?.value.contains(after) == true && error?.allowed.contains(before) == true)
    // Without the file the run continues with the points that it kept.
    #expect(try Run(resuming: url, steps: 8).start() == .completed)
    let last = try folder.text("run/trajectory.csv").split(separator: "\n").last ?? ""
    #expect(Double(last.split(separator: ",")[3]) ?? .nan < 20)
  }

  /// The name of a run depends on the contents of the file and not on its place.
  @Test func plansOfEqualPointsAreEqual() throws {
    func plan(_ folder: TemporaryFolder) throws -> [String] {
      try Experiment(file: folder.url.appendingPathComponent("t.yaml").path, seedCount: 2).plan()
        .map(\.line)
    }
    let first = try plan(folder())
    #expect(try first == plan(folder()))
    #expect(try first != plan(folder("1.5,1\n2.5,2\n3.5,2\n")))
    #expect(first.allSatisfy { $0.contains("inputs/points-") && !$0.contains("/tmp") })
  }

  @Test func aSweepKeepsItsPoints() throws {
    let folder = try folder()
    let url = folder.url.appendingPathComponent("sweep")
    let file = folder.url.appendingPathComponent("t.yaml").path
    let sweep = try Sweep(Experiment(file: file, seedCount: 2), in: url)
    try Data("150,100\n250,200\n".utf8).write(to: folder.url.appendingPathComponent("t.csv"))
    #expect(try sweep.start().outcomes.map(\.outcome) == [.completed, .completed])
    let copies = try sweep.plan.map { try folder.text("sweep/runs/\($0.id)/points.csv") }
    #expect(copies == Array(repeating: "1.5,1\n2.5,2\n3.5,1\n", count: 2))
    let error = #expect(throws: FileError.self) {
      try Sweep(Experiment(file: file, seedCount: 3), in: url, isResumed: true)
    }
    #expect(error?.value.hasPrefix("2 runs that the experiment lacks") == true)
  }
}
