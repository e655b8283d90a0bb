import ToyGANSettings

/// Rows of cells as lines of text: the first column is left-aligned, the others are right-aligned.
package struct TextTable {
  private let rows: [[String]]

  /// A row with a single cell is a heading of any length.
  ///
  /// Line breaks and other control characters of cells are shown as `?`.
  package init(_ rows: [[String]]) { self.rows = rows.map { $0.map { $0.inOneLine() } } }

  package var text: String {
    let full = rows.filter { $0.count > 1 }
    let widths = (full.first ?? []).indices.map { column in
      full.map { $0[column].columns }.max() ?? 0
    }
    return rows.map { row in
      if row.count == 1 { return row[0] + "\n" }
      return row.enumerated().map { column, cell in
        let blank = String(repeating: " ", count: widths[column] - cell.columns)
        return column == 0 ? cell + blank : blank + cell
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
