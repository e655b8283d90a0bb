import Foundation

/// Text in lines that fit a width.
extension StringProtocol {
  /// The text in lines of at most `width` columns, broken at blanks.
  ///
  /// Every line of the text is broken separately. What follows a break is indented as its line, and by `indent`
  /// columns more. A word that is longer than a line is not broken, so that names and paths can be copied.
  package func wrapped(to width: Int, indent: Int = 0) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { WrappedLine($0, width: width, indent: indent).text }
      .joined(separator: "\n")
  }
}

extension StringProtocol {
  /// A command of a shell in lines of at most `width` columns, each but the last with a backslash at its end, so
  /// that it can be pasted.
  ///
  /// What is in quotes is not broken, and an option stays with its value where there is room. Lines after the first
  /// are indented as the first, and by 2 columns more.
  package func wrappedCommand(to width: Int) -> String {
    guard columns > width else { return String(self) }
    let margin = String(prefix { $0 == " " })
    let words = dropFirst(margin.count).shellWords
    var lines = [margin]
    var isEmpty = true
    for (place, word) in words.enumerated() {
      let next = place + 1 < words.count ? words[place + 1] : "-"
      let isWithValue = word.hasPrefix("-") && !next.hasPrefix("-")
      // A pipe, or what else follows, begins a line better than it ends one.
      let unit = isWithValue || word == "|" ? "\(word) \(next)" : word
      let fits = { (text: String) in lines[lines.count - 1].columns + 1 + text.columns <= width - 2
      }
      let fitsAlone = margin.count + 2 + unit.columns <= width - 2
      if !isEmpty, !fits(fitsAlone ? unit : word) {
        lines.append(margin + "  ")
        isEmpty = true
      }
      lines[lines.count - 1] += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines.joined(separator: " \\\n")
  }

  /// The words between blanks that are outside of quotes.
  private var shellWords: [String] {
    var (words, quote) = ([""], Character?.none)
    for character in self {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if character == " " {
        if words.last?.isEmpty == false { words.append("") }
        continue
      }
      words[words.count - 1].append(character)
    }
    return words.filter { !$0.isEmpty }
  }
}

/// One line of a text, broken at blanks.
private struct WrappedLine {
  private(set) var text: String

  init(_ line: some StringProtocol, width: Int, indent: Int) {
    guard line.columns > width else {
      text = String(line)
      return
    }
    let margin = line.prefix { $0 == " " }
    // On a narrow terminal at least half of the width is left for words.
    let next = String(repeating: " ", count: min(margin.count + indent, max(0, width / 2)))
    text = String(margin.prefix(max(0, width / 2)))
    var (room, blanks, isFirst) = (width - text.columns, 0, true)
    for word in line.dropFirst(margin.count).split(
      separator: " ", omittingEmptySubsequences: false)
    {
      guard !word.isEmpty else {
        blanks += 1
        continue
      }
      let columns = word.columns
      if !isFirst, blanks + columns > room {
        text += "\n" + next
        (room, blanks) = (width - next.count, 0)
      }
      text += String(repeating: " ", count: blanks) + word
      (room, blanks, isFirst) = (room - blanks - columns, 1, false)
    }
  }
}

/// The widths for which texts are broken.
package enum TextWidth {
  /// The smallest width that is used; on a narrower terminal lines run over.
  package static let least = 20
  /// The width where there is neither `COLUMNS` nor a terminal.
  package static let standard = 80

  /// The width that a reader of this stream sees: `COLUMNS`, or that of the terminal; nil where there is neither.
  ///
  /// Lists and messages are then written with one item to a line, which programs can search.
  package static func visible(
    on stream: Int32 = STDOUT_FILENO,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Int? {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 {
      return max(least, columns)
    }
    var size = winsize()
    guard isatty(stream) == 1 else { return nil }
    guard ioctl(stream, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return standard }
    return max(least, Int(size.ws_col))
  }

  /// The width for a text in sentences: the visible one, otherwise 80 columns.
  package static func ofText(on stream: Int32 = STDOUT_FILENO) -> Int {
    visible(on: stream) ?? standard
  }
}
