extension String {
  /// The text with each of some Unicode scalars replaced.
  ///
  /// Scalars are examined, not characters: a quote that a combining accent follows is another character, but for
  /// the program that reads the text it is still a quote.
  package func escaped(_ replacements: KeyValuePairs<Unicode.Scalar, String>) -> String {
    var text = ""
    for scalar in unicodeScalars {
      if let replacement = replacements.first(where: { $0.key == scalar })?.value {
        text += replacement
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
