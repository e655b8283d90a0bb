/// Text from a file that anybody may have written.
extension ArraySlice<UInt8> {
  /// Without blanks, tabs and carriage returns at both ends.
  var trimmed: Self {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
    var slice = self
    while let first = slice.first, isBlank(first) { slice.removeFirst() }
    while let last = slice.last, isBlank(last) { slice.removeLast() }
    return slice
  }

  /// The Double nearest to the decimal number that is spelt here, if it is one: `nan`, `inf` and
  /// `infinity` are, hexadecimal numbers and those longer than a Double can be printed are not.
  var number: Double? {
    guard count <= 1400 else { return nil }
    // A NUL would end the text for `Double`, and an x make it hexadecimal.
    guard allSatisfy("0123456789+-.einfatyEINFATY".utf8.contains) else { return nil }
    return Double(String(decoding: self, as: UTF8.self))
  }

  /// The beginning of the text between quotation marks.
  var quoted: String {
    // No character takes more than four bytes.
    let text = String(decoding: prefix(4 * 41), as: UTF8.self)
    let isText = !text.unicodeScalars.prefix(40).contains { $0 == "\0" || $0 == "\u{FFFD}" }
    return isText ? "'\(text.inOneLine(40))'" : "a file that is not text"
  }
}
