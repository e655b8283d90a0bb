import Foundation
import ToyGAN

/// Files of points that pages have sent, in a folder that only this program knows.
final class PointsInbox: Sendable {
  private let folder: URL

  private static let prefix = "toygan-live-"

  /// Whether a path is in such a folder.
  static func contains(_ path: String) -> Bool {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    return folder.lastPathComponent.hasPrefix(prefix)
  }

  /// Largest number of files.
  private static let limit = 100

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(Self.prefix)\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw MachineError(place: url.path, problem: "a folder that cannot be made")
    }
    folder = url
  }

  /// Writes points as a file with a name that follows from its contents; returns its path.
  ///
  /// Throws `SettingError` if there are too many files, and `MachineError` if it cannot be written.
  func put(_ csv: String) throws -> String {
    let bytes = Array(csv.utf8)
    let name = "points-\(RedundancyCheck.zlib.text(bytes)).csv"
    let file = folder.appendingPathComponent(name)
    let count = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).count) ?? 0
    guard count < Self.limit || FileManager.default.fileExists(atPath: file.path) else {
      throw SettingError(
        key: "points", value: "more than \(Self.limit) sets of points",
        allowed: "at most that many before the program is started again")
    }
    try AtomicFile.write(bytes, to: file)
    return file.path
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
