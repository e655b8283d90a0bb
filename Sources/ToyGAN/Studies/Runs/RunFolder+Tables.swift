import Foundation
import ToyGANFiles
import ToyGANSettings

/// The tables from which figures are drawn: samples, surfaces and categories.
///
/// The record of the run has their checksums, so that a table of another run is recognised.
extension RunFolder {
  /// Writes a table, and its checksum into the record.
  func put(table text: String, in path: String, _ record: inout RunRecord) throws {
    let bytes = Array(text.utf8)
    try put(bytes, in: path)
    record.tables?[path] = RedundancyCheck.zlib.text(bytes)
  }

  /// A table that the run has written; nil if there is none.
  ///
  /// Throws `FileError` if the file cannot be read, or is of another run.
  func table(in path: String) throws(FileError) -> CSVTable? {
    guard let bytes = try RegularFile.bytes(at: file(path)) else { return nil }
    try require(bytes, toBe: record()?.tables?[path], in: path)
    return try CSVTable(named: file(path).relativePath.inOneLine(), bytes)
  }

  /// Throws `FileError` if one of the tables of steps up to `step` that a record names is of another run.
  ///
  /// A file that has been removed, for example to save space, is not a fault.
  func requireTables(of record: RunRecord, through step: Int) throws(FileError) {
    let tables = record.tables(through: step) ?? [:]
    for (path, checksum) in tables.sorted(by: { $0.key < $1.key }) {
      guard let bytes = try RegularFile.bytes(at: file(path)) else { continue }
      try require(bytes, toBe: checksum, in: path)
    }
  }

  private func require(
    _ bytes: [UInt8], toBe stated: String?, in path: String
  ) throws(FileError) {
    let found = RedundancyCheck.zlib.text(bytes)
    guard let stated, stated != found else { return }
    throw FileError(
      file: file(path).path.inOneLine(), value: "a file with checksum \(found)",
      allowed: "the one that this run has written, of checksum \(stated), or no file")
  }
}

extension RunRecord {
  /// The tables of steps up to `step`, or nil in a record of an older version; a run that continues there writes
  /// the others again.
  func tables(through step: Int) -> [String: String]? {
    tables?.filter { path, _ in RunFolder.step(ofFile: path).map { $0 <= step } ?? false }
  }
}
