import Foundation
import Testing
import ToyGAN

@testable import ToyGANStudies

/// What a command answers is written completely, or the command fails.
@Suite struct OutputTests {
  /// A folder with a run and a sweep, and one command of every kind that answers on the standard output.
  private static let commands = [
    "list settings", "list methods --json", "--help", "train --help", "--version",
    "train small.yaml --out again --quiet", "sample run --count 10",
    "score points.csv --target ring8",
    "plot run", "export run --tensorboard", "status sweep", "status sweep --json", "runs sweep",
    "compare sweep --metric modes_covered", "theory",
    "sweep sweep.yaml --out sweep --resume --quiet --no-plots",
    "train small.yaml --profile",
    "train small.yaml --listing",
  ]

  private func prepared() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in [
      ("small.yaml", SmallRuns.yaml), ("points.csv", "2,0\n0,2\n"),
      ("sweep.yaml", SmallRuns.yaml + "vary: {method: [gan, wgan]}\nseeds: 2\n"),
    ] {
      try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    }
    for line in [
      "train small.yaml --out run --quiet", "sweep sweep.yaml --out sweep --quiet --no-plots",
    ] {
      let words = line.split(separator: " ").map(String.init)
      #expect(try Toygan(words, in: folder.url).status == 0)
    }
    return folder
  }

  /// Through a shell, which can close a stream or give it a full device.
  private func status(_ line: String, _ redirection: String, in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.currentDirectoryURL = folder
    let program = try Toygan.program.path
    process.arguments = ["-c", "exec '\(program)' \(line) \(redirection) 2>/dev/null"]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(arguments: [">/dev/full", ">&-"]) func lostOutputIsAnError(redirection: String) throws {
    let folder = try prepared()
    for line in Self.commands {
      try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("again"))
      #expect(try status(line, redirection, in: folder.url) == 1, "\(line) \(redirection)")
    }
  }

  @Test func theSameCommandsSucceedOtherwise() throws {
    let folder = try prepared()
    for line in Self.commands {
      try? FileManager.default.removeItem(at: folder.url.appendingPathComponent("again"))
      #expect(try status(line, ">/dev/null", in: folder.url) == 0, "\(line)")
    }
  }

  /// A reader that has seen enough ends the program without a word.
  @Test func aBrokenPipeIsQuiet() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.currentDirectoryURL = folder.url
    let program = try Toygan.program.path
    process.arguments = ["-c", "'\(program)' list settings 2>errors | head -n 1 >/dev/null"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try folder.text("errors") == "")
  }

  /// A name that is not UTF-8 would be another name once it is read.
  @Test func argumentsAreUTF8() throws {
    let folder = try TemporaryFolder()
    try Data(SmallRuns.yaml.utf8).write(to: folder.url.appendingPathComponent("small.yaml"))
    let status = try status(
      "train small.yaml --quiet --out \"$(printf 'a\\377b')\"", ">/dev/null", in: folder.url)
    #expect(status == 2)
    #expect(try folder.names(in: "").filter { $0.hasPrefix("a") }.isEmpty)
  }

  @Test func aMisspeltCommandIsSuggested() throws {
    let folder = try TemporaryFolder()
    let result = try Toygan(["trian"], in: folder.url)
    #expect(result.status == 2 && result.errors.contains("did you mean train?"))
  }
}
