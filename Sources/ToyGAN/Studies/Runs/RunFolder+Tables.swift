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
    let (found, stated) = (RedundancyCheck.zlib.text(bytes), record()?.tables?[path])
    guard stated == nil || stated == found else {
      throw FileError(
        file: file(path).path.inOneLine(), value: "a file with checksum \(found)",
        allowed: "the one that this run has written, of checksum \(stated ?? ""), or no file")
    }
    return try CSVTable(named: file(path).relativePath.inOneLine(), bytes)
  }

  /// The checksums of the tables with which a run continues at a step: those of a later step are written again.
  ///
  /// A table that is damaged, or of another run, is left out, because only figures need it, and `notice` names
  /// it. One that has been removed, for example to save space, is not missed. Nil for a run of an older version.
  func ownTables(through step: Int, notice: (String) -> Void) throws -> [String: String]? {
    guard let record = record() else { return [:] }
    guard step > 0 else { return record.tables.map { _ in [:] } }
    return try record.tables?.filter { path, checksum in
      guard let written = Self.step(ofFile: path), written <= step else { return false }
      guard let bytes = try RegularFile.bytes(at: file(path)) else { return true }
      let isOwn = RedundancyCheck.zlib.text(bytes) == checksum
      if !isOwn { notice("\(path) is damaged, or of another run; figures leave it out") }
      return isOwn
    }
  }
}
