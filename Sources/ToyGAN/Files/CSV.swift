import ToyGANSettings

/// Fields of CSV files.
package enum CSV {
  /// The text of a field without the apostrophe that `field` may have added.
  static func text(ofField field: String) -> String {
    field.unicodeScalars.first == "'" && isFormula(field.dropFirst())
      ? String(field.dropFirst()) : field
  }

  /// Whether a spreadsheet would compute the text, behind apostrophes that it may have already.
  private static func isFormula(_ text: Substring) -> Bool {
    let marks: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t"]
    let text = Substring(text.unicodeScalars.drop { $0 == "'" })
    guard let first = text.unicodeScalars.first, marks.contains(first) else { return false }
    return Double(text) == nil
  }

  /// The shortest decimal that reads back to the same number; `nan`, `inf` or `-inf` otherwise.
  package static func text(_ value: Double) -> String { value.isNaN ? "nan" : value.description }

  /// The shortest decimal that reads back to the same number; `nan`, `inf` or `-inf` otherwise.
  package static func text(_ value: Float) -> String { value.isNaN ? "nan" : value.description }

  /// A text, in quotes if it contains a comma, a quote or a line break (RFC 4180).
  ///
  /// A word that a spreadsheet would compute, such as `=1+1`, is preceded by an apostrophe, which says that it
  /// is text.
  package static func field(_ text: String) -> String {
    let text = isFormula(text[...]) ? "'" + text : text
    let marks: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    guard text.unicodeScalars.contains(where: marks.contains) else { return text }
    return "\"" + text.escaped(["\"": "\"\""]) + "\""
  }
}
