import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANTraining

extension RunFolder {
  private static let bound = [Trajectory.file, lastName]

  /// The checksums of the files to which a summary belongs.
  func checksums() throws -> [String: String] {
    var sums: [String: String] = [:]
    for name in Self.bound { sums[name] = try checksum(of: name) }
    return sums
  }

  /// The outcome, if the trajectory and the checkpoint in the folder belong to it.
  func wholeSummary() -> RunSummary? { summary().flatMap { isWhole($0) ? $0 : nil } }

  /// Whether the trajectory and the checkpoint in the folder are those to which the summary belongs.
  ///
  /// A file that has been removed, for example to save space, is not a contradiction.
  package func isWhole(_ summary: RunSummary) -> Bool {
    guard let files = summary.files else { return true }
    return Self.bound.allSatisfy { name in
      guard let stated = files[name], let found = try? checksum(of: name) else { return true }
      return found == stated
    }
  }

  /// The CRC-32 of a file; that of a checkpoint is the one which the file states itself.
  private func checksum(of name: String) throws -> String? {
    guard name == Self.lastName else {
      return try RegularFile.bytes(at: file(name)).map(RedundancyCheck.zlib.text)
    }
    return Checkpoint.statedChecksum(at: file(name))
  }
}
