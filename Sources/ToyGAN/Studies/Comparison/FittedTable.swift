import ToyGANFiles
import ToyGANSettings

/// A table of text that fits a width: long names in the first column are broken, columns that have no room stand in a
/// further table below, and cells that have no room beside the shortest name are broken too.
struct FittedTable {
  private let rows: [[String]]
  private let isLeft: [Bool]
  private let width: Int

  private static let gap = 2
  /// The narrowest column of names, if they are longer.
  private static let leastName = 3

  /// A row with fewer cells than others ends in empty ones; numbers are aligned right, and columns of `leftColumns`
  /// left.
  init(_ rows: [[String]], leftColumns: Set<Int> = [], width: Int) {
    let columns = rows.map(\.count).max() ?? 0
    self.rows = rows.map { row in
      row.map { $0.inOneLine() } + Array(repeating: "", count: columns - row.count)
    }
    isLeft = (0..<columns).map { $0 == 0 || leftColumns.contains($0) }
    self.width = width
  }

  /// Whether all columns stand side by side: the names keep a third of the width.
  var isWhole: Bool {
    let widths = widths
    guard let names = widths.first else { return true }
    return others(widths).reduce(0, +) + min(names, max(Self.leastName, width / 3)) <= width
  }

  var text: String {
    let widths = widths
    guard let longest = widths.first else { return "" }
    let others = others(widths)
    if isWhole {
      let names = min(longest, width - others.reduce(0, +))
      return block(Array(widths.indices), names: names, widths)
    }
    let names = min(longest, max(Self.leastName, min(width / 2, width - (others.max() ?? 0))))
    let fitting = widths.map { min($0, max(1, width - names - Self.gap)) }
    return blocks(fitting, names: names).map { block([0] + $0, names: names, fitting) }
      .joined(separator: "\n")
  }

  /// The width of the widest cell of each column.
  private var widths: [Int] {
    (rows.first ?? []).indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
  }

  /// The widths of all columns but the names, with the gap before each.
  private func others(_ widths: [Int]) -> [Int] { widths.dropFirst().map { $0 + Self.gap } }

  /// The columns of each table: as many as there is room for.
  private func blocks(_ widths: [Int], names: Int) -> [[Int]] {
    var (blocks, room) = ([[Int]](), 0)
    for column in widths.indices.dropFirst() {
      let needed = widths[column] + Self.gap
      if blocks.isEmpty || needed > room {
        blocks.append([])
        room = width - names
      }
      blocks[blocks.count - 1].append(column)
      room -= needed
    }
    return blocks
  }

  private func block(_ columns: [Int], names: Int, _ widths: [Int]) -> String {
    rows.map { row in
      let cells = columns.map { Self.broken(row[$0], to: $0 == 0 ? names : widths[$0]) }
      let height = cells.map(\.count).max() ?? 0
      return (0..<height).map { line in
        let parts = zip(columns, cells).map { column, lines in
          let part = lines.indices.contains(line) ? lines[line] : ""
          if column == 0 { return part.filling(columns: names) }
          let blank = String(repeating: " ", count: max(0, widths[column] - part.columns))
          return isLeft[column] ? part + blank : blank + part
        }
        return parts.joined(separator: String(repeating: " ", count: Self.gap))
          .withoutTrailingBlanks + "\n"
      }.joined()
    }.joined()
  }

  /// A cell in lines of a width: broken at blanks, and inside of longer words.
  private static func broken(_ cell: String, to width: Int) -> [String] {
    cell.wrapped(to: width, indent: 1).split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line in
        var (parts, rest) = ([String](), String(line))
        while rest.columns > width {
          let part = rest.clipped(toColumns: width)
          guard !part.isEmpty else { break }
          parts.append(part)
          rest = " " + String(rest.unicodeScalars.dropFirst(part.unicodeScalars.count))
          // A line of two columns has no room for the blank.
          if width < 3 { rest.removeFirst() }
        }
        return parts + [rest]
      }
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
