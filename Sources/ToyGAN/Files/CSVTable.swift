import Foundation
import ToyGANSettings

/// A CSV file of this library in memory: a header and rows of text.
///
/// Quoting follows RFC 4180; blank lines, which gnuplot reads as borders between blocks, are skipped.
package struct CSVTable {
  package let name: String
  package let header: [String]
  package let rows: [[String]]

  /// Throws a `FileError` with the file if it cannot be read.
  package init(contentsOf file: URL) throws(FileError) {
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      throw FileError(
        file: file.relativePath, value: "a file that cannot be read", allowed: "a table in CSV")
    }
    self.init(bytes: [UInt8](bytes), name: file.lastPathComponent)
  }

  package init(bytes: [UInt8], name: String) {
    var records = CSVTable.records(in: bytes)
    header = records.isEmpty ? [] : records.removeFirst()
    rows = records
    self.name = name
  }

  func has(_ column: String) -> Bool { header.contains(column) }

  /// The text of a column.
  ///
  /// Throws a `FileError` with the file if it has no such column or if a row is too short.
  package func text(_ column: String) throws -> [String] {
    guard let index = header.firstIndex(of: column) else {
      throw FileError(
        file: name, value: "a header without '\(column)'", allowed: "a column of that name")
    }
    return try rows.map { row in
      guard index < row.count else {
        throw FileError(
          file: name, value: "a row of \(row.count) fields", allowed: "\(header.count) fields")
      }
      return row[index]
    }
  }

  /// The numbers of a column; cells that are empty or not numbers are NaN.
  package func numbers(_ column: String) throws -> [Double] {
    try text(column).map { Double($0) ?? .nan }
  }

  /// The numbers of a column, or NaN in every row if the file has no such column.
  package func numbersIfPresent(_ column: String) throws -> [Double] {
    has(column) ? try numbers(column) : rows.map { _ in .nan }
  }

  private static func records(in bytes: [UInt8]) -> [[String]] {
    var (records, record, field, quoted) = ([[String]](), [String](), [UInt8](), false)
    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func endRecord() {
      if record.isEmpty && field.isEmpty { return }
      endField()
      records.append(record)
      record.removeAll(keepingCapacity: true)
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\""):
        // A doubled quote inside quotes ends and reopens the quotation: the second quote is part of the text.
        if !quoted, index > 0, bytes[index - 1] == byte { field.append(byte) }
        quoted.toggle()
      case UInt8(ascii: ",") where !quoted: endField()
      case UInt8(ascii: "\n") where !quoted: endRecord()
      case UInt8(ascii: "\r") where !quoted: continue
      default: field.append(byte)
      }
    }
    endRecord()
    return records
  }
}
