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
  private static let limit = 500

  init() {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(Self.prefix)\(UUID().uuidString)")
  }

  private func makeFolder() throws(MachineError) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw MachineError(place: folder.path, problem: "a folder that cannot be made")
    }
  }

  /// Writes points as a file; returns its path.
  ///
  /// Throws `SettingError` if there are too many files, and `MachineError` if it cannot be written.
  func put(_ csv: String) throws -> String {
    try makeFolder()
    let count = (try? FileManager.default.contentsOfDirectory(atPath: folder.path).count) ?? 0
    guard count < Self.limit else {
      throw SettingError(
        key: "points", value: "more than \(Self.limit) sets of points",
        allowed: "at most that many before the program is started again")
    }
    let file = folder.appendingPathComponent("points-\(UUID().uuidString).csv")
    try AtomicFile.write(Array(csv.utf8), to: file)
    return file.path
  }

  /// Removes a file that no pane reads.
  static func remove(_ path: String) {
    if contains(path) { try? FileManager.default.removeItem(atPath: path) }
  }

  /// A place in such a file, as a user knows it: `points line 3`.
  static func place(_ text: String) -> String {
    guard text.contains("/\(prefix)"), let name = text.split(separator: "/").last else {
      return text
    }
    return "points" + name.drop { $0 != " " }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
