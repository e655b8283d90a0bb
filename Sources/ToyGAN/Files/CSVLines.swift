/// A line of a text.
struct CSVLine {
  /// Its number, from 1 on.
  let number: Int
  /// The line without blanks at both ends, and without a comment behind it; tabs may stand for missing values.
  let row: ArraySlice<UInt8>
  /// Whether the line is nothing but a comment; then `row` is the comment.
  let isComment: Bool
}

/// The lines of a text that are not blank.
struct CSVLines: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private var number = 0

  init(_ text: ArraySlice<UInt8>) { rest = text }

  mutating func next() -> CSVLine? {
    while !rest.isEmpty {
      number += 1
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let row = rest[..<end].trimmedOfBlanks
      rest = rest[end...].dropFirst()
      let content = row.trimmed
      if content.isEmpty { continue }
      if content.first == UInt8(ascii: "#") {
        return CSVLine(number: number, row: content, isComment: true)
      }
      return CSVLine(number: number, row: Self.withoutComment(row), isComment: false)
    }
    return nil
  }

  /// The part of a line before a `#` that follows a blank outside of quotes.
  private static func withoutComment(_ row: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard row.contains(UInt8(ascii: "#")) else { return row }
    var (isQuoted, last) = (false, UInt8(0))
    for place in row.indices {
      let byte = row[place]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      let isAfterBlank = last == UInt8(ascii: " ") || last == UInt8(ascii: "\t")
      if byte == UInt8(ascii: "#"), !isQuoted, isAfterBlank {
        return row[..<place].trimmedOfBlanks
      }
      last = byte
    }
    return row
  }
}
