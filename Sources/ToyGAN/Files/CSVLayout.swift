/// How the lines of a text are divided into numbers.
struct CSVLayout: Equatable {
  var separator: CSVSeparator
  var decimal: DecimalMark

  /// The fields of a line without its blanks at both ends.
  ///
  /// Separators in quotes do not count.
  func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let row = separator == .blanks ? line.trimmed : line
    var (fields, start, isQuoted) = ([ArraySlice<UInt8>](), row.startIndex, false)
    for place in row.indices {
      if row[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted, separator.separates(row[place]) else { continue }
      // Several blanks are one separator.
      if separator != .blanks || place > start { fields.append(row[start..<place].trimmed) }
      start = place + 1
    }
    fields.append(row[start...].trimmed)
    return fields
  }

  /// The number in a field, NaN for a missing value, or nil.
  func number(_ field: ArraySlice<UInt8>) -> Double? {
    (decimal == .point ? field.number : field.numberWithComma) ?? (field.isMissing ? .nan : nil)
  }

  /// Whether a field is neither a number, with any decimal mark, nor a missing value, nor nearly a number.
  static func isWord(_ field: ArraySlice<UInt8>) -> Bool {
    field.number == nil && field.numberWithComma == nil && !field.isMissing
      && !isNearlyNumber(field)
  }

  /// Whether a field begins with a digit, behind signs, brackets or quotes: `(1.5`, `1.234,5`, `$3` or `1_0`.
  ///
  /// Such a field is probably a number in a form that is not read, and no name of a column.
  private static func isNearlyNumber(_ field: ArraySlice<UInt8>) -> Bool {
    let first = String(decoding: field.prefix(200), as: UTF8.self).first {
      $0.isLetter || $0.isNumber || $0 == "_" || $0 == "#"
    }
    return first?.isNumber == true
  }

  /// Whether a field consists of several numbers, which shows that another separator was meant.
  ///
  /// A number of each kind of decimals counts.
  static func hasSeveralNumbers(_ field: ArraySlice<UInt8>) -> Bool {
    let parts = field.split {
      [UInt8(ascii: ";"), UInt8(ascii: " "), UInt8(ascii: "\t")].contains($0)
    }
    return parts.count > 1
      && parts.allSatisfy { $0.number != nil || $0.numberWithComma != nil }
  }

  /// What was recognized, in words; nil for the usual form.
  var note: String? {
    guard self != CSVLayout(separator: .comma, decimal: .point) else { return nil }
    return "numbers between \(separator.plural), with a decimal \(decimal.rawValue)"
  }
}
