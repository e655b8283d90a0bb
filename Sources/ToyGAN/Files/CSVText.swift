/// The text of a CSV file for a figure, built row by row.
package struct CSVText {
  package private(set) var text: String

  package init(header: [String]) { text = header.joined(separator: ",") + "\n" }

  package mutating func append(_ fields: String...) { append(fields) }

  package mutating func append(_ fields: [String]) {
    text += fields.joined(separator: ",") + "\n"
  }

  /// Two blank lines, which gnuplot reads as the border between two `index` blocks.
  ///
  /// A script that reads blocks must use `skip 1` with `unset datafile columnheaders`: otherwise gnuplot
  /// reads the first row of every block as a header.
  package mutating func endBlock() { text += "\n\n" }

  /// A number with four decimals or, if these would show no
  /// significant digits, in full; gnuplot can read `nan`.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "nan" }
    guard abs(value) < 1e9 else { return "\(value)" }
    guard abs(value) >= 0.1 || value == 0 else { return "\(Float(value))" }
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  /// A text field in one line, in quotes if it needs them.
  package static func quoted(_ text: String) -> String {
    CSV.field(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}
