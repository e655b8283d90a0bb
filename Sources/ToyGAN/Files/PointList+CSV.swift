import ToyGANSettings

extension PointList {
  /// Appends the points of a CSV file, one per line.
  ///
  /// Blank lines, a byte-order mark and blanks around numbers are skipped. A first line is also skipped if
  /// it has as many fields as a point, all of them words, or if it is `0,1,...`, which pandas writes above
  /// columns without names, and the next line does not consist of whole numbers. Throws for any other line
  /// that is not `dimension` numbers.
  mutating func append(csv bytes: [UInt8]) throws(FileError) {
    var start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var (line, isFirst) = (0, true)
    while start < bytes.count {
      line += 1
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let row = bytes[start..<end].trimmed
      start = end + 1
      if row.isEmpty { continue }
      defer { isFirst = false }
      if isFirst, isNumbering(row, above: bytes[min(start, bytes.count)...]) { continue }
      let content = appendNumbers(of: row)
      if content.fields == dimension, content.numbers == dimension {
        endPoint { _ in (" line \(line)", row.quoted) }
      } else if !isFirst || content.fields != dimension || content.words != dimension {
        throw badRow(row, content, line: line)
      }
    }
  }

  /// Whether a line only numbers the columns from 0; above a line of whole numbers it may be a point.
  private func isNumbering(_ row: ArraySlice<UInt8>, above rest: ArraySlice<UInt8>) -> Bool {
    let names = fields(of: row)
    guard dimension > 1, names.count == dimension,
      zip(0..., names).allSatisfy({ $1.elementsEqual("\($0)".utf8) }), let next = rest.firstRow
    else { return false }
    return !fields(of: next).allSatisfy(\.isWhole)
  }

  /// The fields of a line; if there are too many, the last one contains the rest of the line.
  private func fields(of row: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    row.split(separator: UInt8(ascii: ","), maxSplits: dimension, omittingEmptySubsequences: false)
      .map(\.trimmed)
  }

  /// The kind of content of a line.
  private struct RowContent {
    var (fields, numbers, words) = (0, 0, 0)
    var firstOther: ArraySlice<UInt8>?
  }

  private mutating func appendNumbers(of row: ArraySlice<UInt8>) -> RowContent {
    var (content, start) = (RowContent(), row.startIndex)
    while start <= row.endIndex {
      let end = row[start...].firstIndex(of: UInt8(ascii: ",")) ?? row.endIndex
      let field = row[start..<end].trimmed
      start = end + 1
      content.fields += 1
      if let number = field.number {
        append(number)
        content.numbers += 1
      } else {
        content.words += field.isEmpty ? 0 : 1
        content.firstOther = content.firstOther ?? field
      }
    }
    return content
  }

  private func badRow(
    _ row: ArraySlice<UInt8>, _ content: RowContent, line: Int
  ) -> FileError {
    let allowed = dimension == 1 ? "1 number" : "\(dimension) numbers between commas"
    let complaint =
      if content.fields != dimension {
        "this line has \(content.fields)"
      } else {
        "\(content.firstOther?.quoted ?? "") is none"
      }
    return refusal(row.quoted, at: " line \(line)", allowed: "\(allowed); \(complaint)")
  }
}

extension ArraySlice<UInt8> {
  /// The first line that is not blank, or nil.
  fileprivate var firstRow: Self? {
    var rest = self
    while !rest.isEmpty {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      if !line.trimmed.isEmpty { return line.trimmed }
      rest = rest[line.endIndex...].dropFirst()
    }
    return nil
  }

  /// Whether this is an integer, with or without a sign.
  fileprivate var isWhole: Bool {
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let digits = isSigned ? dropFirst() : self
    return !digits.isEmpty && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }
}
