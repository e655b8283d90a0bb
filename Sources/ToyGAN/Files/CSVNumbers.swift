/// Numbers and texts in the form of our CSV files.
package enum CSV {
  /// The shortest decimal that reads back to the same number; `nan`, `inf` or `-inf` otherwise.
  package static func text(_ value: Double) -> String { value.isNaN ? "nan" : value.description }

  /// The shortest decimal that reads back to the same number; `nan`, `inf` or `-inf` otherwise.
  package static func text(_ value: Float) -> String { value.isNaN ? "nan" : value.description }

  /// A text, in quotes if it contains a comma, a quote or a line break (RFC 4180).
  package static func field(_ word: String) -> String {
    guard word.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return word }
    return "\"\(word.replacing("\"", with: "\"\""))\""
  }
}
