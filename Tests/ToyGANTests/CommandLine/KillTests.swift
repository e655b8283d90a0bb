import Foundation
import Testing
import ToyGANLaws

@testable import ToyGAN

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
    let watch = Stopwatch()
    let whole = try sitting("whole", in: folder)
    #expect(whole.status() == 0)
    // The least that a run took: the first may have been slow, and kills would come too late.
    var duration = watch.seconds
    let expected = try RunBytes(folder.url.appendingPathComponent("whole"))
    #expect(expected.isWhole)

    var random = SeededGenerator(UInt64(number))
    var (kills, writing, attempt) = (0, 0, 0)
    while kills < Self.killsPerState {
      attempt += 1
      let name = "run-\(attempt)"
      let killsBefore = kills
      while true {
        let watch = Stopwatch()
        let running = try sitting(name, in: folder)
        let instant = duration * Double(random.next() % 700) / 1000
        if kills < Self.killsPerState { running.wait { watch.seconds > instant } }
        // Every other kill comes in the middle of the writing of the next checkpoint.
        if kills < Self.killsPerState, kills.isMultiple(of: 2) {
          _ = running.stop { Self.isWriting(folder.url.appendingPathComponent(name)) }
        }
        if kills < Self.killsPerState { running.send(SIGKILL) }
        let status = running.status()
        if status == 0 {
          if kills == killsBefore { duration = min(duration, watch.seconds) }
          break
        }
        let lines = try running.errorLines()
        #expect(status == -SIGKILL, "\(lines)")
        kills += 1
        if Self.isWriting(folder.url.appendingPathComponent(name)) { writing += 1 }
      }
      let bytes = try RunBytes(folder.url.appendingPathComponent(name))
      #expect(bytes.differences(from: expected) == [])
    }
    // The control: those kills did come while a checkpoint was being written.
    #expect(writing >= Self.killsPerState / 2)
  }

  /// The same command begins and goes on.
  private func sitting(_ name: String, in folder: TemporaryFolder) throws -> RunningToygan {
    let arguments = ["train", "run.yaml", "--resume", "--quiet", "--out", name]
    return try RunningToygan(arguments, in: folder.url, path: "/nonexistent")
  }

  /// Whether a checkpoint lies beside its place.
  private static func isWriting(_ folder: URL) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.contains { $0.hasPrefix(".checkpoint.safetensors.") }
  }

  /// A section given again refines the one of the small run.
  private static func merged(_ yaml: String) -> String {
    guard yaml.hasPrefix("generator: {") else { return SmallRuns.yaml + yaml }
    return SmallRuns.yaml.replacing(
      "hidden: [8]}\ndiscriminator",
      with: "hidden: [8], \(yaml.dropFirst("generator: {".count))\ndiscriminator")
  }
}
