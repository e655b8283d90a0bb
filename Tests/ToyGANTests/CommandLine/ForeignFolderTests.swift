import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANStudies
@testable import ToyGANTensorBoard
@testable import ToyGANTraining

/// Folders that somebody else has made: nothing outside them is written, and nothing in them is waited for.
@Suite struct ForeignFolderTests {
  private func run(
    in folder: TemporaryFolder, yaml: String = SmallRuns.yaml
  ) throws -> URL {
    let url = folder.url.appendingPathComponent("run")
    _ = try Run(Configuration(yaml: yaml), in: url).start()
    return url
  }

  /// Everything that drawing writes is a link to a file outside.
  @Test func drawingFollowsNoLinks() throws {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    _ = try Plots.run(at: url)
    let victim = folder.url.appendingPathComponent("victim")
    try Data("precious".utf8).write(to: victim)
    let plots = url.appendingPathComponent("plots")
    for name in try FileManager.default.contentsOfDirectory(atPath: plots.path)
      + [".losses.gp.log", ".losses.part.png", ".losses.part.svg"]
    {
      let file = plots.appendingPathComponent(name)
      try? FileManager.default.removeItem(at: file)
      #expect(symlink(victim.path, file.path) == 0)
    }
    _ = try Plots.run(at: url)
    #expect(try folder.text("victim") == "precious")
    #expect(Plots.areDrawn(in: url))
  }

  @Test(arguments: ["plots", "samples", "surfaces"])
  func aLinkInPlaceOfAFolderIsRefused(name: String) throws {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    let outside = folder.url.appendingPathComponent("outside")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: false)
    let inner = url.appendingPathComponent(name)
    try? FileManager.default.removeItem(at: inner)
    #expect(symlink(outside.path, inner.path) == 0)
    #expect(throws: FileError.self) {
      if name == "plots" {
        _ = try Plots.run(at: url)
      } else {
        _ = try Run(resuming: url, steps: 12).start()
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }

  /// Each stored file in turn is a pipe that nobody writes to: every command ends.
  @Test(arguments: [
    "config.yaml", "run.json", "summary.json", "trajectory.csv", "checkpoint.safetensors",
    "samples/step-00000006.csv", "surfaces/step-00000006.csv", "samples/target.csv",
    ".claim-0.json",
  ])
  func aPipeIsNotWaitedFor(name: String) throws {
    let folder = try TemporaryFolder()
    let file = try run(in: folder).appendingPathComponent(name)
    try? FileManager.default.removeItem(at: file)
    #expect(mkfifo(file.path, 0o600) == 0)
    for line in [
      "plot run", "sample run --count 2", "score run", "train --resume --out run --quiet",
      "export run --tensorboard",
    ] {
      // Without gnuplot: what is read is read before.
      let result = try Toygan(
        line.split(separator: " ").map(String.init), in: folder.url, path: folder.url.path)
      #expect([0, 1, 2].contains(result.status), "\(line): \(result.errors)")
    }
  }

  @Test(arguments: ["plan.jsonl", "summary.csv", "trajectories.csv", "table.md"])
  func aPipeInASweepIsNotWaitedFor(name: String) throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("sweep")
    _ = try Sweep(Experiment(yaml: SmallRuns.yaml + "seeds: 2\n"), in: url).start()
    let file = url.appendingPathComponent(name)
    try? FileManager.default.removeItem(at: file)
    #expect(mkfifo(file.path, 0o600) == 0)
    for line in ["plot sweep", "status sweep", "runs sweep", "compare sweep"] {
      let result = try Toygan(
        line.split(separator: " ").map(String.init), in: folder.url, path: folder.url.path)
      #expect([0, 1, 2].contains(result.status), "\(line): \(result.errors)")
    }
  }

  /// Makes a run as an older version wrote it: its readers see every number of a changed file.
  private func forgetChecksums(of url: URL) throws {
    try FileManager.default.removeItem(at: url.appendingPathComponent("run.json"))
    var summary = try #require(RunFolder(url).summary())
    summary.files = nil
    try RunFolder(url).write(summary)
  }

  /// Each number of each table in turn is an extreme one, or none: a sentence or a picture, never a trap.
  @Test(arguments: [
    "1e300", "-1e300", "inf", "-inf", "nan", "", "9223372036854775807", "-9223372036854775808",
    "18446744073709551616", "abc", "0", "-1",
  ])
  func extremeNumbersInTables(text: String) throws {
    let folder = try TemporaryFolder()
    let rarely = SmallRuns.yaml.replacing("storeEvery: 1", with: "storeEvery: 6")
    let url = try run(in: folder, yaml: rarely)
    try forgetChecksums(of: url)
    let gnuplot = Gnuplot(searchPath: folder.url.path)
    // Few and small ones, because each is read in every figure.
    for step in try folder.names(in: "run/surfaces") {
      try Data("x,y,value\n0,0,1\n1,0,2\n\n0,1,3\n1,1,4\n".utf8).write(
        to: url.appendingPathComponent("surfaces/\(step)"))
    }
    _ = #expect(throws: GnuplotError.self) { try Plots.run(at: url, by: gnuplot) }
    for name in [
      "trajectory.csv", "samples/step-00000006.csv", "samples/target.csv",
      "surfaces/step-00000006.csv",
    ] {
      let file = url.appendingPathComponent(name)
      let whole = try String(contentsOf: file, encoding: .utf8)
      let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for row in [1, lines.count / 2, lines.count - 2] where !lines[row].isEmpty {
        let cells = lines[row].split(separator: ",", omittingEmptySubsequences: false).map(
          String.init)
        for column in cells.indices {
          var (damaged, changed) = (lines, cells)
          changed[column] = text
          damaged[row] = changed.joined(separator: ",")
          try damaged.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
          do { _ = try Plots.run(at: url, by: gnuplot) } catch is GnuplotError {} catch is FileError
          {}
          guard name == "trajectory.csv" else { continue }
          _ = try? TensorBoard.export(url, to: folder.url.appendingPathComponent("events"))
        }
      }
      try whole.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  @Test(arguments: [
    "step-9223372036854775807.csv", "step--9223372036854775808.csv", "step--5.csv", "step-.csv",
    "step-99999999999999999999.csv", "step-1e9.csv",
  ])
  func extremeStepsInNamesOfFiles(name: String) throws {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    try forgetChecksums(of: url)
    for inner in ["samples", "surfaces"] {
      try FileManager.default.copyItem(
        at: url.appendingPathComponent("\(inner)/step-00000006.csv"),
        to: url.appendingPathComponent("\(inner)/\(name)"))
    }
    do {
      _ = try Plots.run(at: url, by: Gnuplot(searchPath: folder.url.path))
    } catch is GnuplotError {}
  }

  /// A checkpoint that is sound in itself, of another run or of a step that this run does not have.
  @Test(arguments: [7, 1_000_000_000_000, Int.max]) func aCheckpointIsHeldToItsRun(step: Int) throws
  {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    var checkpoint = try #require(try RunFolder(url).checkpoint())
    checkpoint.step = step
    try Data(checkpoint.bytes).write(to: url.appendingPathComponent("checkpoint.safetensors"))
    // The record says that it is not of this run: the previous one stands in.
    #expect(try RunFolder(url).lastCheckpoint()?.notice?.contains("previous checkpoint") == true)
    try FileManager.default.removeItem(at: url.appendingPathComponent("run.json"))
    #expect(throws: FileError.self) { try RunFolder(url).samples(2) }
    #expect(throws: FileError.self) { try Run(resuming: url).start() }
  }

  /// A full disk cuts a picture short, and gnuplot does not say so.
  @Test(arguments: ["printf 'half a picture' >", "true "])
  func anIncompletePictureIsNotPublished(command: String) throws {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    let program = folder.url.appendingPathComponent("gnuplot")
    let script = """
      #!/bin/sh
      target=$(printf '%s' "$3" | sed "s/.*output='\\([^']*\\)'.*/\\1/")
      \(command)"$target"
      """
    try ExecutableScript.write(script, to: program)
    let path = folder.url.path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    #expect(throws: GnuplotError.self) { try Plots.run(at: url, by: Gnuplot(searchPath: path)) }
    let plots = try folder.names(in: "run/plots")
    #expect(plots.allSatisfy { $0.hasSuffix(".gp") || $0.hasSuffix(".csv") }, "\(plots)")
    #expect(!Plots.areDrawn(in: url))
  }

  @Test func picturesThatAreMissingOrOldAreNotDrawn() throws {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    #expect(!Plots.areDrawn(in: url))
    _ = try Plots.run(at: url)
    #expect(Plots.areDrawn(in: url))
    let picture = url.appendingPathComponent("plots/losses.svg")
    let old = [timespec(), timespec()]
    #expect(utimensat(AT_FDCWD, picture.path, old, 0) == 0 && !Plots.areDrawn(in: url))
    try FileManager.default.removeItem(at: picture)
    #expect(!Plots.areDrawn(in: url))
  }

  /// A process that was killed while it drew leaves its folder, which the next one removes.
  @Test func foldersOfKilledDrawingsAreRemoved() throws {
    let folder = try TemporaryFolder()
    let url = try run(in: folder)
    let left = url.appendingPathComponent("plots/.drawing-left")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    let old = [timespec(), timespec()]
    #expect(utimensat(AT_FDCWD, left.path, old, 0) == 0)
    _ = try Plots.run(at: url)
    #expect(try folder.names(in: "run/plots").allSatisfy { !$0.hasPrefix(".") })
  }
}
