import Foundation
import ToyGANFiles
import ToyGANSettings

/// A text in Markdown, such as `table.md`, as a reader of a terminal wants it: tables fit the width, and sentences
/// wrap.
package struct MarkdownText {
  private let lines: [Substring]

  package init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The text in one line, in which nothing is a sign of Markdown.
  static func escaped(_ text: String) -> String {
    text.inOneLine().escaped(["|": "\\|", "\\": "\\\\", "*": "\\*", "`": "\\`"])
  }

  /// The line below the titles of a table with so many columns: the first is flush left, numbers are flush right.
  static func rule(columns: Int) -> String {
    "|---|" + String(repeating: "---:|", count: columns - 1)
  }

  /// The cells of each table, by rows; the first row has the titles.
  package var tables: [[[String]]] {
    var (tables, isInside) = ([[[String]]](), false)
    for line in lines {
      if line.hasPrefix("|"), !line.hasPrefix("|---") {
        if !isInside { tables.append([]) }
        tables[tables.count - 1].append(Self.cells(of: line))
      }
      isInside = line.hasPrefix("|")
    }
    return tables
  }

  /// The text in lines of at most this width.
  func text(width: Int) -> String {
    var (parts, table) = ([String](), [[String]]())
    func endTable() {
      guard !table.isEmpty else { return }
      let text = FittedTable(Self.withBrokenTitles(table), width: width).text
      // A part of the table whose titles are short has no text in the first lines.
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      where !line.isEmpty || parts.last?.isEmpty == false {
        parts.append(String(line))
      }
      table = []
    }
    for line in lines {
      if line.hasPrefix("|") {
        if !line.hasPrefix("|---") { table.append(Self.cells(of: line)) }
      } else {
        endTable()
        let isItem = line.hasPrefix("- ")
        parts.append(Self.plain(line).wrapped(to: width, indent: isItem ? 2 : 0))
      }
    }
    endTable()
    return parts.joined(separator: "\n")
  }

  /// Narrowest column for which a title is broken into lines.
  private static let leastTitle = 13

  /// The rows with titles in lines that are not much wider than what stands below them.
  private static func withBrokenTitles(_ rows: [[String]]) -> [[String]] {
    guard let titles = rows.first else { return rows }
    let broken = titles.indices.map { column in
      let widths = rows.dropFirst().map { $0.indices.contains(column) ? $0[column].columns : 0 }
      return titles[column].wrapped(to: max(leastTitle, widths.max() ?? 0))
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let height = broken.map(\.count).max() ?? 1
    return (0..<height).map { line in
      broken.map { lines in
        let place = line - (height - lines.count)
        return lines.indices.contains(place) ? lines[place] : ""
      }
    } + rows.dropFirst()
  }

  /// The cells of a row, between bars without a backslash.
  private static func cells(of row: Substring) -> [String] {
    var (cells, isEscaped) = ([""], false)
    for character in row.dropFirst() {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.dropLast().map { plain($0[...]).trimmed }
  }

  /// The text without the signs of Markdown.
  private static func plain(_ text: Substring) -> String {
    var (plain, isEscaped) = ("", false)
    for character in text {
      if isEscaped || !"\\`*".contains(character) { plain.append(character) }
      isEscaped = character == "\\" && !isEscaped
    }
    return plain
  }
}

extension SweepFolder {
  /// The comparison for a width, or the Markdown of the file without one; an empty text if no run has ended.
  public func table(width: Int?) -> String {
    width.map { MarkdownText(table).text(width: $0) } ?? table
  }
}
