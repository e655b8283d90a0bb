extension StringProtocol {
  /// The text, without its middle if it has more than `limit` characters: its end says what it is.
  package func shortened(to limit: Int = 400) -> String {
    guard unicodeScalars.count > limit else { return String(self) }
    var shown = String.UnicodeScalarView(unicodeScalars.prefix(limit - 61))
    shown.append("…")
    shown.append(contentsOf: unicodeScalars.suffix(60))
    return String(shown)
  }

  /// At most `length` characters, with `?` in place of characters that would break or disguise a line.
  package func inOneLine(_ length: Int = .max) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(length) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: shown.append("?")
      default: shown.append(scalar)
      }
    }
    return String(shown) + (unicodeScalars.count > length ? "…" : "")
  }
}

extension StringProtocol {
  /// The text without white space at both ends.
  package var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
