import Foundation
import Testing
import ToyGANLaws

/// Killed at any instant, and resumed until it is done, a run leaves the bytes of a run that nobody
/// touched.
@Suite struct KillTests {
  /// A run for each kind of state.
  static let states = [
    ("Adam", "method: gan"),
    ("batch normalization", "generator: {batchNormalization: {}}"),
    ("running mean", "generator: {average: 0.9}"),
    ("singular vectors", "method: spectral-norm"),
    ("unrolled", "method: {name: unrolled, steps: 2}"),
  ]
  static let killsPerState = 6

  @Test(arguments: states.indices)
  func killedAtRandomInstants(number: Int) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("run.yaml")
    try Data(Self.merged(Self.states[number].1).utf8).write(to: file)
    let start = ContinuousClock.now
    let whole = try session("whole", in: folder)
    #expect(whole.status() == 0)
    var kills = Kills(random: SeededGenerator(UInt64(number)), duration: .now - start)
    let expected = try RunBytes(folder.url.appendingPathComponent("whole"))
    #expect(expected.isWhole)

    var attempt = 0
    while kills.areLeft {
      attempt += 1
      while try !ends("run-\(attempt)", in: folder, under: &kills) {}
      let bytes = try RunBytes(folder.url.appendingPathComponent("run-\(attempt)"))
      #expect(bytes.differences(from: expected) == [])
    }
    // The control: every other did come while a checkpoint was being written.
    #expect(kills.inWriting >= Self.killsPerState / 2)
  }

  private struct Kills {
    var random: SeededGenerator
    /// The least that a run took: one that was slow would have kills come too late.
    var duration: Duration
    var count = 0
    /// Of them, how many came while a checkpoint was being written.
    var inWriting = 0

    var areLeft: Bool { count < killsPerState }
  }

  /// A sitting, with a kill while some are left; whether the run ended before.
  private func ends(
    _ name: String, in folder: TemporaryFolder, under kills: inout Kills
  ) throws -> Bool {
    let run = folder.url.appendingPathComponent(name)
    let isNew = !FileManager.default.fileExists(atPath: run.path)
    // A sitting that was killed may have left one.
    let leftBefore = Self.unfinishedCheckpoints(in: run)
    func isWriting() -> Bool { !Self.unfinishedCheckpoints(in: run).isSubset(of: leftBefore) }
    let start = ContinuousClock.now
    let running = try session(name, in: folder)
    if kills.areLeft {
      let instant = kills.duration * Double(kills.random.next() % 700) / 1000
      running.wait { .now - start > instant }
      if kills.count.isMultiple(of: 2) { _ = running.stop(where: isWriting) }
      running.send(SIGKILL)
    }
    let status = running.status()
    if status == 0 {
      if isNew { kills.duration = min(kills.duration, .now - start) }
      return true
    }
    let lines = try running.errorLines()
    #expect(status == -SIGKILL, "\(lines)")
    kills.count += 1
    if isWriting() { kills.inWriting += 1 }
    return false
  }

  /// The same command begins and continues.
  private func session(_ name: String, in folder: TemporaryFolder) throws -> RunningToygan {
    let arguments = ["train", "run.yaml", "--resume", "--quiet", "--out", name]
    return try RunningToygan(arguments, in: folder.url, path: "/nonexistent")
  }

  /// Checkpoints that lie beside their place, by name.
  private static func unfinishedCheckpoints(in folder: URL) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Set(names.filter { $0.hasPrefix(".checkpoint.safetensors.") })
  }

  /// A section given again refines the one of the small run.
  private static func merged(_ yaml: String) -> String {
    guard yaml.hasPrefix("generator: {") else { return SmallRuns.yaml + yaml }
    return SmallRuns.yaml.replacing(
      "hidden: [8]}\ndiscriminator",
      with: "hidden: [8], \(yaml.dropFirst("generator: {".count))\ndiscriminator")
  }
}
