import Foundation
import Testing
import ToyGAN

@testable import ToyGANCommands
@testable import ToyGANFiles

/// Commands that are printed can be pasted, however narrow the terminal is.
@Suite struct CommandTextTests {
  private static let commands = [
    "toygan sweep --vary method=gan,wgan-gp --seeds 5 -j 2 --out a/very/long/path/of/a/study",
    "  toygan plot study --run \"unrolled, K = 10/0\" --only samples --no-title --no-caption",
    "toygan sample study --run unrolled/0 --count 2500 | toygan score - --target ring8 --json",
    "toygan train --set 'generator.initialization={orthogonal: 0.8}' --set batch=8 --quiet",
  ]

  /// The words that a shell makes of a command, one to a line.
  private func words(_ command: String) throws -> String {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("command.sh")
    let script = "toygan() { printf '%s\\n' \"$@\" >&2; }\n\(command)\n"
    try Data(script.utf8).write(to: file)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [file.path]
    (process.standardError, process.standardOutput) = (pipe, FileHandle.nullDevice)
    try process.run()
    let read = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // Both sides of a pipe run at the same time.
    return String(decoding: read, as: UTF8.self).split(separator: "\n").sorted().joined(
      separator: "\n")
  }

  @Test(arguments: commands) func aBrokenCommandIsTheSameCommand(command: String) throws {
    let whole = try words(command)
    #expect(!whole.isEmpty)
    for width in [20, 33, 47, 60, 80] {
      let broken = command.wrappedCommand(to: width)
      #expect(try words(broken) == whole, "\(broken)")
      for line in broken.split(separator: "\n").dropLast() { #expect(line.hasSuffix(" \\")) }
    }
    // The control: lines without a backslash are other commands.
    #expect(try words(command.wrapped(to: 33)) != whole)
  }

  @Test func aCommandAtTheEndOfAMessageCanBePasted() throws {
    let command = "toygan train --resume --out 'a folder/with a long/name'"
    let message = "toygan: interrupted at step 5; continue with: \(command)"
    #expect(ExitStatus.lines(message, width: 200) == message)
    for width in [20, 40, 80] {
      let lines = ExitStatus.lines(message, width: width).split(separator: "\n")
      let place = try #require(lines.firstIndex { $0.hasPrefix("  toygan ") })
      let pasted = lines[place...].joined(separator: "\n")
      #expect(try words(pasted) == words(command), "\(lines)")
    }
  }

  private func help(_ command: String, columns: Int) throws -> String {
    let folder = try TemporaryFolder()
    let result = try Toygan(
      [command, "--help"], in: folder.url, environment: ["COLUMNS": "\(columns)"])
    #expect(result.status == 0)
    return result.output
  }

  /// The commands in a help text, with the lines that continue them.
  private func examples(_ text: String) -> [String] {
    var (examples, isOpen, isList) = ([String](), false, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " }
      if line == "Examples:" { isList = true }
      if line.isEmpty { isList = false }
      if isOpen {
        examples[examples.count - 1] += "\n\(line)"
      } else if words.hasPrefix("Example: toygan ") || isList && words.hasPrefix("toygan ") {
        examples.append(String(words.trimmingPrefix("Example: ")))
      } else {
        continue
      }
      isOpen = line.hasSuffix("\\")
    }
    return examples
  }

  @Test(arguments: ["sweep", "plot", "compare", "sample", "list", "train", "score"])
  func examplesOfTheHelpCanBePasted(command: String) throws {
    let wide = examples(try help(command, columns: 500))
    #expect(!wide.isEmpty && wide.allSatisfy { !$0.contains("\n") })
    let expected = try wide.map { try words($0) }
    for width in [20, 40, 80] {
      let narrow = examples(try help(command, columns: width))
      #expect(try narrow.map { try words($0) } == expected, "\(width): \(narrow)")
    }
  }

  /// The options that everyone needs stand before those of a special purpose.
  @Test(arguments: [40, 80]) func optionsOfClustersStandLast(columns: Int) throws {
    let text = try help("sweep", columns: columns)
    let parts = text.components(separatedBy: "\n\n").suffix(3)
    #expect(
      parts.map { $0.prefix { $0 != "\n" } }.suffix(2) == ["OPTIONS:", "OPTIONS OF CLUSTERS:"])
    let own = parts.dropLast().last ?? ""
    for option in ["--no-plots", "--merge-only", "--seeds", "--help"] {
      #expect(own.contains(option))
    }
    #expect(parts.last?.contains("--on") == true && parts.last?.contains("--no-plots") == false)
  }

  @Test(arguments: [
    "plot", "score", "compare", "runs", "status", "export --tensorboard", "sample --count 3",
    "columns", "score --target ring8", "sample --count 3 --run gan/0", "plot --run gan/0",
  ])
  func aFolderThatIsNotThereIsNoFolderWithoutFiles(command: String) throws {
    let folder = try TemporaryFolder()
    try Data("x".utf8).write(to: folder.url.appendingPathComponent("file"))
    var words = command.split(separator: " ").map(String.init)
    words.insert("fisrt", at: 1)
    let missing = try Toygan(words, in: folder.url)
    #expect(missing.status == 2, "\(command)")
    #expect(
      missing.errors.hasPrefix("toygan: error: cannot read fisrt: no such file or folder; "),
      "\(command): \(missing.errors)")
    words[1] = "file"
    let file = try Toygan(words, in: folder.url)
    #expect(file.status == 2 && !file.errors.contains("a folder without"), "\(file.errors)")
  }
}
