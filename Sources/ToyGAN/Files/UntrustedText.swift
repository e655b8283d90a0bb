import ToyGANSettings

/// Text from untrusted files.
extension ArraySlice<UInt8> {
  /// The text without blanks, tabs and carriage returns at both ends.
  var trimmed: Self { trimmed { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d } }

  /// The text without blanks and carriage returns at both ends.
  var trimmedOfBlanks: Self { trimmed { $0 == 0x20 || $0 == 0x0d } }

  private func trimmed(of isBlank: (UInt8) -> Bool) -> Self {
    var slice = self
    while let first = slice.first, isBlank(first) { slice.removeFirst() }
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return slice
  }

  /// The text without quotes at both ends, and without blanks inside them.
  var unquoted: Self {
    let quote = UInt8(ascii: "\"")
    guard count >= 2, first == quote, last == quote else { return self }
    return dropFirst().dropLast().trimmed
  }

  /// The Double nearest to the decimal number in this text, or nil if it is not one.
  ///
  /// Quotes, the exponent `D` of Fortran, `nan`, `inf` and `infinity` are accepted; hexadecimal numbers, and
  /// numbers longer than any printed Double, are not.
  var number: Double? {
    let text = unquoted
    guard text.count <= 1400 else { return nil }
    // A NUL would end the text for `Double`, and an x would make it hexadecimal.
    if text.allSatisfy("0123456789+-.einfatyEINFATY".utf8.contains) {
      return Double(String(decoding: text, as: UTF8.self))
    }
    guard text.allSatisfy("0123456789+-.dD".utf8.contains) else { return nil }
    let exponent: Set<UInt8> = [UInt8(ascii: "d"), UInt8(ascii: "D")]
    let digits = text.map { exponent.contains($0) ? UInt8(ascii: "e") : $0 }
    return Double(String(decoding: digits, as: UTF8.self))
  }

  /// The number in this text, with a comma before its decimals and no point.
  var numberWithComma: Double? {
    guard !contains(UInt8(ascii: ".")) else { return nil }
    return map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }[...].number
  }

  /// Whether this is how people write that a value is missing.
  var isMissing: Bool {
    let words = ["", "-", "na", "n/a", "null", "none"]
    return count <= 8 && words.contains(String(decoding: unquoted, as: UTF8.self).lowercased())
  }

  /// The beginning of the text in quotation marks.
  var quoted: String { "'\(beginning.inOneLine(40))'" }

  /// Whether the beginning is UTF-8 without control characters.
  var isText: Bool {
    !beginning.unicodeScalars.prefix(40).contains { scalar in
      scalar == "\u{FFFD}"
        || scalar.properties.generalCategory == .control && scalar != "\t" && scalar != "\r"
    }
  }

  /// A character has at most four bytes.
  private var beginning: String { String(decoding: prefix(4 * 41), as: UTF8.self) }
}
