/// The text of a CSV file for a figure, built row by row.
package struct CSVText {
  package private(set) var text: String

  package init(header: [String]) { text = header.joined(separator: ",") + "\n" }

  package mutating func append(_ fields: String...) { append(fields) }

  package mutating func append(_ fields: [String]) {
    text += fields.joined(separator: ",") + "\n"
  }

  /// Two blank lines: what gnuplot takes for the border between two `index` blocks.
  ///
  /// A script that reads blocks must `skip 1` under `unset datafile columnheaders`: otherwise
  /// gnuplot takes the first row of every block for a header.
  package mutating func endBlock() { text += "\n\n" }

  /// A number in four decimals or, where those would say nothing, in full; gnuplot reads `nan`.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "nan" }
    guard abs(value) < 1e9 else { return "\(value)" }
    guard abs(value) >= 0.1 || value == 0 else { return "\(Float(value))" }
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// A text field in quotes where RFC 4180 wants them; it never spans lines.
  package static func quoted(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard line.contains(",") || line.contains("\"") else { return line }
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(parts.joined(separator: "\"\""))\""
  }
}
