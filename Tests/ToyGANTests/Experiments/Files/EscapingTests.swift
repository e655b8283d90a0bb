import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANSettings
@testable import ToyGANStudies

/// Texts in the languages that other programs read: a mark that a combining accent follows is still a mark.
@Suite struct EscapingTests {
  static let marks = ["'", "\"", "\\", "$", "%", ",", "|", "\n", "`"]
  static let texts = marks.flatMap {
    ["a\($0)b", "\($0)\u{301}", "a\($0)\u{301}\($0)b", "\($0)\($0)"]
  }

  /// What a shell makes of a word.
  private func shell(_ word: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "printf %s \(word)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test(arguments: texts) func aShellReadsTheText(text: String) throws {
    #expect(try Array(shell(ShellText.word(text)).utf8) == Array(text.utf8))
  }

  @Test(arguments: texts + ["runs/a-b_1.0", "my run", "a;touch b", "~", "-x", ""])
  func aShellReadsTheArgument(text: String) throws {
    #expect(try Array(shell(ShellText.argument(text)).utf8) == Array(text.utf8))
  }

  @Test(arguments: texts + ["\u{85}", "\u{2028}", "\u{7}"]) func yamlReadsTheText(text: String)
    throws
  {
    let read = try SettingsText.value(ShellText.yaml(text), key: "x").text
    #expect(read.map { Array($0.utf8) } == Array(text.utf8))
  }

  @Test(arguments: texts + ["=1+1", "+x", "-x", "@sum", "'=1", "-1", "+2.5"])
  func csvReadsTheText(text: String) throws {
    let line = [text, "2", text].map(CSV.field).joined(separator: ",")
    let table = CSVTable(bytes: Array("a,b,c\n\(line)\n".utf8), name: "t")
    #expect(table.records.count == 1)
    #expect(try Array(table.text("a")[0].utf8) == Array(text.utf8))
    #expect(try table.text("b") == ["2"] && table.text("c") == [text])
  }

  /// A spreadsheet computes a field that begins with one of these marks.
  @Test(arguments: ["=1+1", "+x", "-x", "@sum"]) func formulasAreText(text: String) {
    #expect(CSV.field(text) == "'" + text)
  }

  @Test(arguments: ["-1", "+2.5", "-inf", "-1e-5"]) func numbersAreNumbers(text: String) {
    #expect(CSV.field(text) == text)
  }

  @Test(arguments: texts) func gnuplotReadsOneString(text: String) {
    let quoted = Figure.quoted(text)
    let inner = quoted.unicodeScalars.dropFirst().dropLast()
    var (isOpen, count) = (false, 0)
    for scalar in inner where scalar == "'" {
      isOpen.toggle()
      count += 1
    }
    #expect(!isOpen && count % 2 == 0 && !quoted.contains("\n"))
  }
}
