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
@testable import ToyGANTheory

/// A file system in memory, of a few kilobytes, which only root can make.
final class SmallDisk {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID())")

  /// Whether there can be one here.
  static let isPossible = (try? SmallDisk("64k")) != nil

  init(_ size: String) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    guard geteuid() == 0, Self.run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", url.path)
    else {
      try? FileManager.default.removeItem(at: url)
      throw CancellationError()
    }
  }

  deinit {
    _ = Self.run("umount", "-l", url.path)
    try? FileManager.default.removeItem(at: url)
  }

  /// Mounts it again with other options; false while it is in use.
  func remount(_ options: String) -> Bool {
    Self.run("mount", "-o", "remount,\(options)", url.path)
  }

  private static func run(_ words: String...) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// A disk that is full, or turned read-only: one clear line, the last good state as it was, and the
/// run continues when there is room again.
@Suite(.enabled(if: SmallDisk.isPossible, "only root can make a small disk")) struct BadDiskTests {
  private func arguments(_ run: URL) -> [String] {
    ["train", "run.yaml", "--resume", "--quiet", "--out", run.path]
  }

  /// A folder with the configuration, and the bytes of a run that had room.
  private func prepared(steps: Int = 6) throws -> (folder: TemporaryFolder, expected: RunBytes) {
    let folder = try TemporaryFolder()
    let yaml = SmallRuns.yaml.replacing("steps: 6", with: "steps: \(steps)")
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    let place = folder.url.appendingPathComponent("whole")
    #expect(try toygan(place, folder).status == 0)
    return (folder, try RunBytes(place))
  }

  private func toygan(_ run: URL, _ folder: TemporaryFolder) throws -> Toygan {
    try Toygan(arguments(run), in: folder.url, path: "/nonexistent")
  }

  private func expectRefusal(
    _ status: Int32, _ lines: [Substring], _ reason: String, ending: Int32
  ) {
    #expect(status == ending && lines.count == 1)
    #expect(lines.first?.hasPrefix("toygan: error: ") == true)
    #expect(lines.first?.lowercased().contains(reason.lowercased()) == true, "\(lines)")
  }

  /// Sizes at which the disk is full before the first checkpoint, and after several.
  @Test(arguments: ["60k", "450k", "600k", "700k"])
  func full(size: String) throws {
    let (folder, expected) = try prepared()
    let disk = try SmallDisk(size)
    let url = disk.url.appendingPathComponent("run")
    let failed = try toygan(url, folder)
    expectRefusal(failed.status, failed.errorLines, "No space left on device", ending: 1)
    if size != "60k" {
      let kept = try #require(try RunFolder(url).lastCheckpoint())
      #expect(kept.checkpoint.step > 0 && kept.checkpoint.step < 6 && kept.notice == nil)
    }
    // Without room it is still the same.
    let again = try toygan(url, folder)
    expectRefusal(again.status, again.errorLines, "No space left on device", ending: 1)
    #expect(disk.remount("size=16m"))
    let ended = try toygan(url, folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try RunBytes(url).differences(from: expected) == [])
  }

  /// Of twice the steps where the run was over before the disk could be turned.
  @Test func turnedReadOnly() throws {
    var steps = 6
    let isTurned = try Patience.until {
      defer { steps *= 2 }
      return try isTurnedReadOnly(beforeTheEndOf: steps)
    }
    #expect(isTurned)
  }

  private func isTurnedReadOnly(beforeTheEndOf steps: Int) throws -> Bool {
    let (folder, expected) = try prepared(steps: steps)
    let disk = try SmallDisk("1g")  // of which no more is taken than is written
    let url = disk.url.appendingPathComponent("run")
    let running = try RunningToygan(arguments(url), in: folder.url, path: "/nonexistent")
    var isReadOnly = false
    while !isReadOnly, running.stop(where: { SmallRuns.isBetweenItsCheckpointsAndItsEnd(url) }) {
      // Stopped, it opens no file meanwhile; one that is open already must be closed first.
      isReadOnly = disk.remount("ro")
      running.send(SIGCONT)
    }
    guard isReadOnly else { return false }
    expectRefusal(running.status(), try running.errorLines(), "Read-only file system", ending: 1)
    let kept = try #require(try RunFolder(url).lastCheckpoint())
    #expect(kept.checkpoint.step > 0)
    #expect(disk.remount("rw"))
    let ended = try toygan(url, folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try RunBytes(url).differences(from: expected) == [])
    return true
  }
}
