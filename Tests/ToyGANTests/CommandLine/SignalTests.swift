import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANStudies
@testable import ToyGANTensorBoard

/// Whatever is going on, a signal ends the program with status 75 within two seconds, and the run
/// goes on from there.
@Suite(.serialized) struct SignalTests {
  /// Sends a signal, and returns the status and the seconds it took.
  private func stop(_ running: RunningToygan, by signal: Int32) -> (status: Int32, seconds: Double)
  {
    let start = Date()
    running.send(signal)
    let status = running.status()
    return (status, Date().timeIntervalSince(start))
  }

  private func exists(_ name: String, in folder: TemporaryFolder) -> Bool {
    FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(name).path)
  }

  /// Networks of the usual size, ten steps ahead: compiling and every step take long in a debug build.
  @Test(arguments: [SIGINT, SIGTERM])
  func whileStepsAreLong(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let arguments = ["train", "--set", "method={name: unrolled, steps: 10}", "--out", "run"]
    let running = try RunningToygan(arguments, in: folder.url)
    running.wait { exists("run/config.yaml", in: folder) }
    usleep(signal == SIGINT ? 300_000 : 3_000_000)
    let (status, seconds) = stop(running, by: signal)
    #expect(status == 75 && seconds < 2, "\(seconds) s")
    #expect(try running.errorLines().last?.contains("--resume") == true)
  }

  @Test func whileTheEndIsMeasured() throws {
    let folder = try TemporaryFolder()
    let yaml = SmallRuns.yaml.replacing("samples: 20", with: "samples: 20000").replacing(
      "final: [modes_covered]", with: "final: all")
    try Data(yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    let arguments = ["train", "run.yaml", "--out", "run", "--steps", "1", "--quiet"]
    let running = try RunningToygan(arguments, in: folder.url)
    running.wait { exists("run/checkpoint.safetensors", in: folder) }
    usleep(100_000)
    #expect(!exists("run/summary.json", in: folder))
    let (status, seconds) = stop(running, by: SIGTERM)
    #expect(status == 75 && seconds < 2, "\(seconds) s")
    let kept = try RunFolder(folder.url.appendingPathComponent("run")).lastCheckpoint()
    #expect(kept?.checkpoint.step == 1 && kept?.notice == nil)
  }

  /// A gnuplot that takes its time.
  @Test func whilePicturesAreDrawn() throws {
    let folder = try TemporaryFolder()
    let gnuplot = folder.url.appendingPathComponent("bin/gnuplot")
    try AtomicFile.makeFolder(gnuplot.deletingLastPathComponent())
    try ExecutableScript.write(
      "#!/bin/sh\n/usr/bin/touch ../../drawing\nexec /bin/sleep 5\n", to: gnuplot)
    try Data(SmallRuns.yaml.utf8).write(to: folder.url.appendingPathComponent("run.yaml"))
    let arguments = ["train", "run.yaml", "--out", "run", "--steps", "2", "--quiet"]
    let running = try RunningToygan(
      arguments, in: folder.url, path: gnuplot.deletingLastPathComponent().path)
    running.wait { exists("drawing", in: folder) }
    let (status, seconds) = stop(running, by: SIGINT)
    #expect(status == 75 && seconds < 2, "\(seconds) s")
    let again = try Toygan(
      ["train", "--resume", "--out", "run", "--quiet"], in: folder.url, path: "/nonexistent")
    #expect(again.status == 0 && again.errors.contains("already done"))
  }
}
