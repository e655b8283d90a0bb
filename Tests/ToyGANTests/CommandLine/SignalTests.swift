import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTensorBoard

/// Whatever the program does, a signal ends the program with status 75 within two seconds, and the run
/// continues from there.
///
/// Two seconds pass on any machine, and one that is busy may be late: each test tries until it was
/// in time once. A program that takes longer by itself never is.
@Suite(.serialized) struct SignalTests {
  /// Sends a signal, to a program that may be stopped, and returns the status and the seconds it took.
  private func end(_ running: RunningToygan, by signal: Int32) -> (status: Int32, seconds: Double) {
    let watch = Stopwatch()
    running.send(signal)
    running.send(SIGCONT)
    let status = running.status()
    return (status, watch.seconds)
  }

  private func exists(_ name: String, in folder: TemporaryFolder) -> Bool {
    FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(name).path)
  }

  /// Stopped once its configuration is written and before it has a trainer; with twice the steps
  /// ahead, 100 at most, where it had one too soon.
  @Test func whileStepsAreCompiled() throws {
    var ahead = 10
    let isInTime = try Patience.until {
      let folder = try TemporaryFolder()
      let method = "method={name: unrolled, steps: \(ahead)}"
      let running = try RunningToygan(["train", "--set", method, "--out", "run"], in: folder.url)
      let isCompiling = running.stop {
        exists("run/config.yaml", in: folder) && !exists("run/run.json", in: folder)
      }
      guard isCompiling else {
        ahead = min(100, 2 * ahead)
        return false
      }
      let (status, seconds) = end(running, by: SIGINT)
      #expect(status == 75)
      #expect(try running.errorLines().last?.contains("--resume") == true)
      return seconds < 2
    }
    #expect(isInTime)
  }

  /// `timeout` signals its child, and then the group of the child: two signals are one request.
  @Test func twoAtOnceAreOneRequest() throws {
    let folder = try TemporaryFolder()
    let yaml = SmallRuns.yaml.replacing("steps: 6", with: "steps: 1000000")
      .replacing("every: 1,", with: "every: 1000000,")
      .replacing("storeEvery: 1,", with: "storeEvery: 0,")
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    let running = try RunningToygan(
      ["train", "run.yaml", "--out", "run", "--quiet"], in: folder.url)
    let isTraining = running.stop { exists("run/trajectory.csv", in: folder) }
    #expect(isTraining)
    // Two of one kind would be merged while the program is stopped.
    running.send(SIGTERM)
    running.send(SIGINT)
    running.send(SIGCONT)
    #expect(running.status() == 75)
    let run = RunFolder(folder.url.appendingPathComponent("run"))
    #expect(run.summary()?.status == "interrupted")
    #expect(try run.checkpoint() != nil)
  }

  /// A step of half an hour: a thousand updates of a large discriminator come before the first of the generator.
  @Test func whileStepsAreLong() throws {
    let isInTime = try Patience.until {
      let folder = try TemporaryFolder()
      let arguments = [
        "train", "--set", "discriminator.steps=1000", "--set", "discriminator.hidden=[2048, 2048]",
        "--set", "discriminator.initialization={normal: 0.01}", "--set", "batch=4096", "--out",
        "run",
      ]
      let running = try RunningToygan(arguments, in: folder.url)
      // What is written last before it.
      running.wait { exists("run/surfaces/step-00000000.csv", in: folder) }
      let (status, seconds) = end(running, by: SIGTERM)
      #expect(status == 75)
      #expect(try running.errorLines().last?.contains("--resume") == true)
      // There is a summary where the signal came before the step.
      return !exists("run/summary.json", in: folder) && seconds < 2
    }
    #expect(isInTime)
  }

  /// Of four times the samples where all was measured before the program's patience was over.
  @Test func whileTheEndIsMeasured() throws {
    var samples = 10_000
    let isInTime = try Patience.until {
      let folder = try TemporaryFolder()
      let running = try oneStep(judgedBy: samples, in: folder)
      // When the last step is kept, measuring is what is left.
      running.wait { exists("run/checkpoint.safetensors", in: folder) }
      let (status, seconds) = end(running, by: SIGTERM)
      if exists("run/summary.json", in: folder) {
        samples = min(10_240_000, 4 * samples)
        return false
      }
      #expect(status == 75)
      let kept = try RunFolder(folder.url.appendingPathComponent("run")).lastCheckpoint()
      #expect(kept?.checkpoint.step == 1 && kept?.notice == nil)
      return seconds < 2
    }
    #expect(isInTime)
  }

  /// A run of a step, measured by everything, and so are the noise floors: it finds none that were kept.
  private func oneStep(
    judgedBy samples: Int, in folder: TemporaryFolder
  ) throws -> RunningToygan {
    let yaml = SmallRuns.yaml.replacing("samples: 20", with: "samples: \(samples)")
      .replacing("storeEvery: 1", with: "storeEvery: 0")
      .replacing("final: [modes_covered]", with: "final: all")
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    return try RunningToygan(
      ["train", "run.yaml", "--out", "run", "--steps", "1", "--quiet"], in: folder.url,
      path: "/nonexistent",
      environment: ["XDG_CACHE_HOME": folder.url.appendingPathComponent("cache").path])
  }

  /// A gnuplot that never ends.
  @Test func whilePicturesAreDrawn() throws {
    let isInTime = try Patience.until {
      let folder = try TemporaryFolder()
      let gate = try Gate(in: folder.url)
      let running = try twoSteps(drawnAt: gate, in: folder)
      running.wait { gate.isReached() }
      let (status, seconds) = end(running, by: SIGINT)
      gate.letPass()
      #expect(status == 75)
      let again = try Toygan(
        ["train", "--resume", "--out", "run", "--quiet"], in: folder.url, path: "/nonexistent")
      #expect(again.status == 0 && again.errors.contains("the run is complete"))
      return seconds < 2
    }
    #expect(isInTime)
  }

  private func twoSteps(drawnAt gate: Gate, in folder: TemporaryFolder) throws -> RunningToygan {
    let programs = folder.url.appendingPathComponent("bin")
    try AtomicFile.makeFolder(programs)
    try ExecutableScript.write(
      "#!/bin/sh\nread -r _ <\(gate.url.path)\n", to: programs.appendingPathComponent("gnuplot"))
    try Data(SmallRuns.yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    let arguments = ["train", "run.yaml", "--out", "run", "--steps", "2", "--quiet"]
    return try RunningToygan(arguments, in: folder.url, path: programs.path)
  }
}
