extension StringProtocol {
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
