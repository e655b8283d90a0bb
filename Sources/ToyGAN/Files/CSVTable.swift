import Foundation
import ToyGANSettings

/// A table in CSV, in memory: the names of the columns, and the records with their quotes.
///
/// Quoting follows RFC 4180. Blank lines, which gnuplot reads as borders between blocks, are skipped.
package struct CSVTable: Sendable {
  /// Name of the file, for errors.
  package let name: String
  /// The names of the columns.
  package private(set) var header: [String]
  /// The records below the header.
  package private(set) var records: [CSVRecord]
  /// Whether the file ended with a line break; if not, its last record may be cut off.
  package private(set) var isComplete = true

  /// A table without columns and records.
  package init(name: String) { (self.name, header, records) = (name, [], []) }

  /// Throws a `FileError` with the file if it cannot be read.
  package init(contentsOf file: URL) throws(FileError) {
    let bytes = try RegularFile.bytes(of: file.path)
    try self.init(named: file.relativePath.inOneLine(), bytes)
  }

  /// Throws a `FileError` with the name if the bytes are of another encoding.
  package init(named name: String, _ bytes: [UInt8]) throws(FileError) {
    self.init(bytes: Array(try TextEncoding.withoutMark(bytes, name: name)), name: name)
  }

  package init(bytes: [UInt8], name: String) {
    var records = CSVRecord.all(in: bytes)
    header = records.isEmpty ? [] : records.removeFirst().fields
    self.records = records
    self.name = name
    isComplete = bytes.last.map { $0 == UInt8(ascii: "\n") } ?? true
  }

  /// The whole file.
  package var text: String {
    ([header.map(CSV.field).joined(separator: ",")] + records.map(\.text)).joined(separator: "\n")
      + "\n"
  }

  /// Adds a record; its columns become the table's header.
  package mutating func append(_ record: [(column: String, text: String)]) {
    header = record.map(\.column)
    records.append(CSVRecord(record.map(\.text)))
  }

  /// Removes the records from an index on.
  package mutating func keepFirst(_ count: Int) { records = Array(records.prefix(count)) }

  /// Removes the records that do not satisfy a condition.
  package mutating func keep(where isKept: (CSVRecord) -> Bool) { records = records.filter(isKept) }

  /// The text of a column.
  ///
  /// Throws a `FileError` with the file if it has no such column or if a row is too short.
  package func text(_ column: String) throws(FileError) -> [String] {
    guard let index = header.firstIndex(of: column) else {
      throw FileError(
        file: name, has: "a header without '\(column)'", allowed: "a column of that name")
    }
    var texts: [String] = []
    texts.reserveCapacity(records.count)
    for record in records {
      guard let text = record.field(index) else {
        throw FileError(
          file: name, has: "a row of \(record.fields.count) fields",
          allowed: "\(header.count) fields")
      }
      texts.append(text)
    }
    return texts
  }

  /// The numbers of a column; cells that are empty or not numbers are NaN.
  package func numbers(_ column: String) throws(FileError) -> [Double] {
    try text(column).map { Double($0) ?? .nan }
  }

  /// The numbers of a column, or NaN in every row if the file has no such column.
  package func numbersIfPresent(_ column: String) throws(FileError) -> [Double] {
    header.contains(column) ? try numbers(column) : records.map { _ in .nan }
  }

  /// Every record, prefixed with `prefix`, with its fields in the given `columns`; missing ones are empty.
  package func text(columns: [String], prefix: String) -> String {
    if header == columns { return records.map { "\(prefix),\($0.text)\n" }.joined() }
    let places = columns.map { header.firstIndex(of: $0) }
    return records.map { record in
      let fields = record.fields
      let values = places.map { place in
        place.flatMap { fields.indices.contains($0) ? CSV.field(fields[$0]) : nil } ?? ""
      }
      return "\(prefix),\(values.joined(separator: ","))\n"
    }.joined()
  }
}

/// A record of a CSV file: its bytes in the file, with quotes and without the line break.
package struct CSVRecord: Sendable {
  private let bytes: ArraySlice<UInt8>

  fileprivate init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The record of some fields, with quotes where they are necessary.
  package init(_ fields: [String]) {
    bytes = Array(fields.map(CSV.field).joined(separator: ",").utf8)[...]
  }

  /// The record with its quotes.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The texts of the fields, without quotes.
  package var fields: [String] { Array(IteratorSequence(Fields(rest: bytes))) }

  /// The text of the field at an index, or nil if the record is too short.
  package func field(_ index: Int) -> String? {
    IteratorSequence(Fields(rest: bytes)).dropFirst(index).first { _ in true }
  }

  /// Every record that is not blank.
  fileprivate static func all(in bytes: [UInt8]) -> [CSVRecord] {
    var (records, start, isQuoted) = ([CSVRecord](), 0, false)
    func end(at place: Int) {
      let line = bytes[start..<place]
      let record = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if !record.isEmpty { records.append(CSVRecord(record)) }
      start = place + 1
    }
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n"), !isQuoted { end(at: place) }
    }
    if start < bytes.count { end(at: bytes.count) }
    return records
  }

  /// Goes through the fields of a record.
  private struct Fields: IteratorProtocol {
    var rest: ArraySlice<UInt8>
    private var isAtEnd = false

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    mutating func next() -> String? {
      guard !isAtEnd else { return nil }
      var isQuoted = false
      let end = rest.firstIndex { byte in
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        return byte == UInt8(ascii: ",") && !isQuoted
      }
      let field = rest[..<(end ?? rest.endIndex)]
      isAtEnd = end == nil
      rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
      return CSV.text(ofField: Self.text(of: field))
    }

    /// The text of a field without its quotes; a doubled quote inside quotes is one.
    private static func text(of field: ArraySlice<UInt8>) -> String {
      let quote = UInt8(ascii: "\"")
      guard field.contains(quote) else { return String(decoding: field, as: UTF8.self) }
      var (text, isQuoted, last) = ([UInt8](), false, UInt8(0))
      for byte in field {
        if byte == quote {
          // The first of two quotes ends the quotation, and the second one opens it again.
          if !isQuoted, last == quote { text.append(byte) }
          isQuoted.toggle()
        } else {
          text.append(byte)
        }
        last = byte
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
