/// Labels as rows of a figure and, if every row was run under the same several settings, as columns.
///
/// A sweep that varies a setting labels its runs "GAN, ring8", "GAN, grid25", "WGAN, ring8" and so on: the
/// text after the last comma is a column if every row has all of these texts.
struct LabelGrid {
  let rows: [String]
  /// The columns; a single column without a name if there are only rows.
  let columns: [String]
  /// The row and column of each label.
  let places: [(row: Int, column: Int)]

  init(_ labels: [String]) {
    let parts = labels.map(LabelGrid.parts)
    let (rows, columns) = (parts.map(\.row).distinct, parts.map(\.column).distinct)
    let places = parts.map { part in
      (row: rows.firstIndex(of: part.row) ?? 0, column: columns.firstIndex(of: part.column) ?? 0)
    }
    let taken = Set(places.map { [$0.row, $0.column] }).count
    if min(rows.count, columns.count) > 1, taken == labels.count,
      taken == rows.count * columns.count
    {
      self.rows = rows
      self.columns = columns
      self.places = places
    } else {
      (self.rows, self.columns) = (labels, [""])
      self.places = labels.indices.map { ($0, 0) }
    }
  }

  private init(rows: [String], columns: [String], places: [(row: Int, column: Int)]) {
    (self.rows, self.columns, self.places) = (rows, columns, places)
  }

  /// The same rows and columns, with the places of the labels in another order.
  func places(of labels: [String]) -> LabelGrid {
    let moved = labels.map { label in
      let part = LabelGrid.parts(label)
      return (
        row: rows.firstIndex(of: part.row) ?? 0, column: columns.firstIndex(of: part.column) ?? 0
      )
    }
    return LabelGrid(rows: rows, columns: columns, places: moved)
  }

  private static func parts(_ label: String) -> (row: String, column: String) {
    guard let comma = label.lastIndex(of: ",") else { return (label, "") }
    let column = label[label.index(after: comma)...].drop { $0 == " " }
    return (String(label[..<comma]), String(column))
  }
}

extension [String] {
  /// The distinct words, in order of first appearance.
  fileprivate var distinct: [String] {
    reduce(into: []) { found, word in if !found.contains(word) { found.append(word) } }
  }
}
