/// Text from untrusted files.
extension ArraySlice<UInt8> {
  /// The text without blanks, tabs and carriage returns at both ends.
  var trimmed: Self {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
    var slice = self
    while let first = slice.first, isBlank(first) { slice.removeFirst() }
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return slice
  }

  /// The Double nearest to the decimal number in this text, or nil if it is not one: `nan`, `inf` and
  /// `infinity` are accepted; hexadecimal numbers, and numbers longer than any printed Double, are not.
  var number: Double? {
    guard count <= 1400 else { return nil }
    // A NUL would end the text for `Double`, and an x would make it hexadecimal.
    guard allSatisfy("0123456789+-.einfatyEINFATY".utf8.contains) else { return nil }
    return Double(String(decoding: self, as: UTF8.self))
  }

  /// The beginning of the text in quotation marks.
  var quoted: String {
    // A character has at most four bytes.
    let text = String(decoding: prefix(4 * 41), as: UTF8.self)
    let isText = !text.unicodeScalars.prefix(40).contains { $0 == "\0" || $0 == "\u{FFFD}" }
    return isText ? "'\(text.inOneLine(40))'" : "a file that is not text"
  }
}
