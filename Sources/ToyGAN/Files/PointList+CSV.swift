import ToyGANSettings

/// Whether the first line of a CSV file is a header.
public enum CSVHeader: String, Sendable, CaseIterable {
  /// It is a header if none of its fields is a number or a missing value.
  case auto
  /// It is a header, whatever it contains.
  case yes
  /// It is a point.
  case no
}

extension PointList {
  /// Appends the points of a CSV file, one per line.
  ///
  /// Blank lines are skipped, and so is a header. Numbers may be in quotes, surrounded by blanks, or have
  /// the exponent of Fortran, `1.5D+01`. A point with a missing value is invalid. Throws for any other line
  /// that is not `dimension` numbers.
  mutating func append(csv bytes: [UInt8], header: CSVHeader) throws(FileError) {
    var rest = try TextEncoding.withoutMark(bytes, name: name)
    var (line, isFirst) = (0, true)
    while !rest.isEmpty {
      line += 1
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let row = rest[..<end].trimmed
      rest = rest[end...].dropFirst()
      if row.isEmpty { continue }
      defer { isFirst = false }
      if isFirst, header == .yes {
        skippedHeader = row.quoted
        continue
      }
      let content = appendNumbers(of: row)
      if content.fields == dimension, content.words == 0 {
        endPoint { _ in (" line \(line)", row.quoted) }
      } else if isFirst, header == .auto, content.words == dimension, content.fields == dimension {
        skippedHeader = row.quoted
      } else {
        throw badRow(row, content, line: line)
      }
    }
  }

  /// The kind of content of a line.
  private struct RowContent {
    var (fields, words) = (0, 0)
    var firstWord: ArraySlice<UInt8>?
  }

  /// Appends the numbers of a line, and NaN for each missing value; nothing if the line contains a word.
  private mutating func appendNumbers(of row: ArraySlice<UInt8>) -> RowContent {
    var (content, start, numbers) = (RowContent(), row.startIndex, 0)
    while start <= row.endIndex {
      let end = row[start...].firstIndex(of: UInt8(ascii: ",")) ?? row.endIndex
      let field = row[start..<end].trimmed
      start = end + 1
      content.fields += 1
      if let number = field.number ?? (field.isMissing ? .nan : nil) {
        append(number)
        numbers += 1
      } else {
        content.words += 1
        content.firstWord = content.firstWord ?? field
      }
    }
    if content.words > 0 { removeLast(numbers) }
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
        "\(content.firstWord?.quoted ?? "") is not a number"
      }
    return refusal(row.quoted, at: " line \(line)", allowed: "\(allowed); \(complaint)")
  }
}
