/// Rows of cells as lines of text: the first column is left-aligned, the others are right-aligned.
package struct TextTable {
  private let rows: [[String]]

  /// A row with a single cell is a heading of any length.
  package init(_ rows: [[String]]) { self.rows = rows }

  package var text: String {
    let full = rows.filter { $0.count > 1 }
    let widths = (full.first ?? []).indices.map { column in
      full.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      if row.count == 1 { return row[0] + "\n" }
      return row.enumerated().map { column, cell in
        let blank = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + blank : blank + cell
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
