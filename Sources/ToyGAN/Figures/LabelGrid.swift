/// Labels as rows of a figure and, where each row was run under the same several settings, columns.
///
/// A sweep that varies a setting calls its runs "GAN, ring8", "GAN, grid25", "WGAN, ring8" and so on:
/// what comes after the last comma is a column where every row has all of them.
struct LabelGrid {
  let rows: [String]
  /// One without a name where there are only rows.
  let columns: [String]
  /// The place of each label.
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

  private static func parts(_ label: String) -> (row: String, column: String) {
    guard let comma = label.lastIndex(of: ",") else { return (label, "") }
    let column = label[label.index(after: comma)...].drop { $0 == " " }
    return (String(label[..<comma]), String(column))
  }
}

extension [String] {
  /// Each word once, in order of first appearance.
  fileprivate var distinct: [String] {
    reduce(into: []) { found, word in if !found.contains(word) { found.append(word) } }
  }
}
