import ArgumentParser
import Foundation
import ToyGAN

/// The parser's help in lines of any width.
enum HelpText {
  /// The width from which the parser's own layout, with descriptions beside the options, has room for both.
  private static let leastOfColumns = 60
  /// The column at which the parser begins descriptions.
  private static let descriptions = 26

  /// The answer to a request for help, for the version or for a script of completions, which stays unchanged.
  static func answer(to request: any Error, width: Int) -> String {
    let text = ToyGANCommand.fullMessage(for: request, columns: max(width, leastOfColumns))
    guard text.hasPrefix("OVERVIEW:") || text.hasPrefix("USAGE:") else { return text }
    guard width < leastOfColumns else { return text.wrapped(to: width, indent: 2) }
    // In lines without end every option has one line, which is broken here.
    return ToyGANCommand.fullMessage(for: request, columns: 100_000)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { below(String($0), width: width) }.joined(separator: "\n")
  }

  /// Runs `body`, in which the parser lays its help out for a wide terminal.
  ///
  /// It lays out help for whatever it is asked about an error, and stops the program where `COLUMNS` is small.
  static func withRoom<Value>(_ body: () -> Value) -> Value {
    let columns = ProcessInfo.processInfo.environment["COLUMNS"]
    setenv("COLUMNS", "\(TextWidth.standard)", 1)
    defer { if let columns { setenv("COLUMNS", columns, 1) } else { unsetenv("COLUMNS") } }
    return body()
  }

  /// A line with the description below the option.
  private static func below(_ line: String, width: Int) -> String {
    let option = line.prefix(descriptions).drop { $0 == " " }
    let description = line.dropFirst(descriptions)
    let isBeside = line.hasPrefix("  ") && line.prefix(descriptions).hasSuffix("  ")
    guard isBeside, !description.isEmpty else { return line.wrapped(to: width, indent: 2) }
    let text = ("      " + description.drop { $0 == " " }).wrapped(to: width)
    guard !option.isEmpty else { return text }
    let name = "  " + option.reversed().drop { $0 == " " }.reversed()
    return name.wrapped(to: width, indent: 2) + "\n" + text
  }
}
