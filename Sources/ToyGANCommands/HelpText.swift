import ArgumentParser
import Foundation
import ToyGAN

/// The parser's help in lines of any width.
enum HelpText {
  /// The width from which there is room for descriptions beside the options.
  private static let leastOfColumns = 60
  /// The column at which the parser begins descriptions.
  private static let descriptions = 26

  /// The answer to a request for help, for the version or for a script of completions, which stays unchanged.
  static func answer(to request: any Error, width: Int) -> String {
    // In lines without end every paragraph and every option has one line, which is broken here.
    let text = ToyGANCommand.fullMessage(for: request, columns: 100_000)
    guard text.hasPrefix("OVERVIEW:") || text.hasPrefix("USAGE:") else {
      return ToyGANCommand.fullMessage(for: request, columns: max(width, leastOfColumns))
    }
    return sections(of: text).map { section in
      section.map { Self.line($0, width: width) }.joined(separator: "\n")
    }.joined(separator: "\n\n")
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

  /// The lines below each heading: groups of options with a title stand behind the others.
  private static func sections(of text: String) -> [[String]] {
    var sections: [[String]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isHeading = !line.hasPrefix(" ") && line.hasSuffix(":") && line == line.uppercased()
      if isHeading { sections.append([]) }
      sections[sections.count - 1].append(String(line))
    }
    func rank(_ section: [String]) -> Int {
      let order = ["ARGUMENTS:", "OPTIONS:", nil, "SUBCOMMANDS:"]
      return order.firstIndex(of: section.first) ?? 2
    }
    let blocks = sections.dropFirst().map { section in
      Array(section.reversed().drop { $0.isEmpty }.reversed())
    }
    let beginning = sections[0].reversed().drop { $0.isEmpty }.reversed()
    return [Array(beginning)]
      + (0..<4).flatMap { place in blocks.filter { rank($0) == place } }
  }

  /// A line of the help, broken at a width.
  private static func line(_ line: String, width: Int) -> String {
    let option = line.prefix(descriptions)
    let description = line.dropFirst(descriptions).drop { $0 == " " }
    // An option that fills its column has a single blank behind it.
    let isBeside = option.hasSuffix("  ") || option.hasPrefix("  -") && option.hasSuffix(" ")
    guard line.hasPrefix("  "), isBeside, !description.isEmpty else {
      let command = line.drop { $0 == " " }
      let isCommand = command.hasPrefix("toygan ") || command.hasPrefix("Example: toygan ")
      return isCommand
        ? line.wrappedCommand(to: width)
        : line.wrapped(
          to: width, indent: width < leastOfColumns || line.hasPrefix("USAGE:") ? 2 : 0)
    }
    guard width < leastOfColumns else {
      let margin = String(repeating: " ", count: descriptions)
      return String(option + (margin + description).wrapped(to: width).dropFirst(descriptions))
    }
    let text = ("      " + description).wrapped(to: width)
    let name = "  " + option.trimmed
    return name == "  " ? text : name.wrapped(to: width, indent: 2) + "\n" + text
  }
}
