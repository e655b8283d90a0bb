import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANTargets

/// The file from which the target of a configuration reads its points.
///
/// A run and a sweep keep a copy of it: what is trained does not change if the file changes later, and the
/// folder can be moved to another place.
struct PointsFile {
  /// The copy in the folder of a run.
  static let nameInRun = "points.csv"

  let url: URL
  /// The CRC-32 of the contents, as eight hexadecimal digits.
  let checksum: String

  /// Nil if the target does not read a file.
  ///
  /// Throws `FileError` if the file cannot be read.
  init?(of configuration: Configuration) throws {
    guard let file = configuration.target.settings(as: PointsTarget.self)?.file, !file.isEmpty
    else {
      return nil
    }
    url = URL(fileURLWithPath: file)
    checksum = RedundancyCheck.zlib.text(try RegularFile.bytes(of: file))
  }

  /// The contents, which a plan of many runs does not hold in memory.
  ///
  /// Throws `FileError` if the file cannot be read, or if it has changed since.
  func bytes() throws(FileError) -> [UInt8] {
    let bytes = try RegularFile.bytes(of: url.path)
    let found = RedundancyCheck.zlib.text(bytes)
    guard found == checksum else {
      throw FileError(
        file: url.path, value: "a file that has changed, of checksum \(found),",
        allowed: "the file with which the run was planned, of checksum \(checksum)")
    }
    return bytes
  }

  /// The copy in the folder of a sweep: its name tells contents apart.
  var nameInSweep: String { "inputs/points-\(checksum).csv" }
}

extension Configuration {
  /// This configuration with the points of another file.
  func readingPoints(from file: String) -> Configuration {
    var copy = self
    copy.target = .points(file: file)
    return copy
  }
}
