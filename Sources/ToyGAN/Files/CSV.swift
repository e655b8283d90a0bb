/// Fields of CSV files.
package enum CSV {
  /// The shortest decimal that reads back to the same number; `nan`, `inf` or `-inf` otherwise.
  package static func text(_ value: Double) -> String { value.isNaN ? "nan" : value.description }

  /// The shortest decimal that reads back to the same number; `nan`, `inf` or `-inf` otherwise.
  package static func text(_ value: Float) -> String { value.isNaN ? "nan" : value.description }

  /// A text, in quotes if it contains a comma, a quote or a line break (RFC 4180).
  ///
  /// Unicode scalars are examined, not characters: a quote that a combining accent follows is still a quote.
  package static func field(_ text: String) -> String {
    let marks: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    guard text.unicodeScalars.contains(where: marks.contains) else { return text }
    var field = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field.unicodeScalars.append(scalar) }
      field.unicodeScalars.append(scalar)
    }
    return field + "\""
  }
}
