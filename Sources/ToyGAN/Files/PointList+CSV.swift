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
  /// Appends the points of a text, one per line.
  ///
  /// Blank lines, comments and a header are skipped. Numbers may be in quotes, surrounded by blanks, or have
  /// the exponent of Fortran, `1.5D+01`. A point with a missing value is invalid. Throws for any other line
  /// that is not `dimension` numbers, or that has another number of fields than the first one if columns are
  /// chosen.
  mutating func append(csv bytes: [UInt8], as reading: SampleReading) throws(FileError) {
    let text = try TextEncoding.withoutMark(bytes, name: name)
    guard let plan = CSVPlan.recognized(text, as: reading, dimension: dimension) else {
      throw lackingColumns(reading.columns, in: text)
    }
    try requireOneColumnEach(reading, plan)
    skippedHeader = plan.header
    if reading.separator == nil || reading.decimal == nil, let note = plan.layout.note {
      notes.append(note)
    }
    for line in CSVLines(text) where !line.isComment && line.number != plan.headerLine {
      guard let fields = plan.fields(of: line) else {
        let count = plan.layout.fields(of: line.row).count
        if let last = plan.columns.max(), last >= count, !reading.columns.isEmpty {
          throw refusal(
            line.row.trimmed.quoted, at: " line \(line.number)",
            allowed: "one with column \(last + 1); this line has \(count)")
        }
        throw badRow(line, plan, "this line has \(count)\(hint(plan, count: count, reading))")
      }
      for field in fields {
        guard let number = plan.layout.number(field) else {
          let isHeader = plan.mayBeHeader(line) && reading.header == .auto
          throw badRow(
            line, plan,
            "\(field.quoted) is not a number"
              + (isHeader ? ", unless the first line is stated to be a header" : ""))
        }
        append(number)
      }
      endPoint { _ in (" line \(line.number)", line.row.trimmed.quoted) }
    }
  }

  private func badRow(_ line: CSVLine, _ plan: CSVPlan, _ complaint: String) -> FileError {
    let count = plan.width
    let allowed =
      count == 1 ? "1 number" : "\(count) numbers between \(plan.layout.separator.plural)"
    guard line.row.isText else {
      return FileError(
        file: "\(name) line \(line.number)", has: "bytes that are not text", allowed: allowed)
    }
    return refusal(
      line.row.trimmed.quoted, at: " line \(line.number)", allowed: "\(allowed); \(complaint)")
  }

  /// Throws if a column is chosen by a name that several columns have.
  private func requireOneColumnEach(
    _ reading: SampleReading, _ plan: CSVPlan
  ) throws(FileError) {
    for column in reading.columns where reading.header == .yes || Int(column) == nil {
      let count = plan.names.count { $0 == column }
      guard count > 1, let header = plan.header else { continue }
      throw FileError(
        file: name,
        has: "the header \(header), in which \(count) columns are named "
          + "'\(column.inOneLine(40))',",
        allowed: "a name of one column; columns can also be chosen by number")
    }
  }

  /// What may help with a line of another number of fields.
  private func hint(_ plan: CSVPlan, count: Int, _ reading: SampleReading) -> String {
    if dimension == 1, count == 2, plan.layout.separator == .comma, reading.decimal == nil {
      return ", unless the comma is stated to be a decimal one"
    }
    return reading.columns.isEmpty && count > dimension
      ? "; columns can be chosen by name or number" : ""
  }

  /// The error about a text that has no column of some name.
  private func lackingColumns(_ columns: [String], in text: ArraySlice<UInt8>) -> FileError {
    let beginning = CSVBeginning(text, lines: 1)
    let line = beginning.rows.first ?? beginning.comment
    guard let line else { return refusal("a file without points", allowed: "points") }
    let names = columns.map { "'\($0.inOneLine(40))'" }.joined(separator: ", ")
    return refusal(
      line.row.trimmed.quoted, at: " line \(line.number)",
      allowed: columns.count == 1 ? "a header with \(names)" : "a header with the columns \(names)")
  }
}
