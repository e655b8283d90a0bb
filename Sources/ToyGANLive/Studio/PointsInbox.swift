import Foundation
import Synchronization
import ToyGAN

/// Files of points that pages have sent, in a folder that only this program knows.
final class PointsInbox: Sendable {
  private let folder: URL
  /// The open folder, which is locked; below 0 before it is made.
  private let lock = Mutex<Int32>(-1)

  private static let prefix = "toygan-live-"

  /// Whether a path is in such a folder.
  static func contains(_ path: String) -> Bool {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    return folder.lastPathComponent.hasPrefix(prefix)
  }

  /// Largest number of files.
  private static let limit = 500

  init(in parent: URL = FileManager.default.temporaryDirectory) {
    Self.removeLeftovers(in: parent)
    folder = parent.appendingPathComponent("\(Self.prefix)\(UUID().uuidString)")
  }

  /// Removes the folders that killed programs of this user have left; others hold a lock on theirs.
  private static func removeLeftovers(in parent: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where isOwn(name) {
      let url = parent.appendingPathComponent(name)
      let file = open(url.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard file >= 0 else { continue }
      defer { close(file) }
      var status = stat()
      guard fstat(file, &status) == 0, status.st_uid == geteuid(), AtomicFile.isAbandoned(file)
      else { continue }
      try? FileManager.default.removeItem(at: url)
    }
  }

  /// Whether a folder has a name of this type; other programs may have folders that begin in the same way.
  private static func isOwn(_ name: String) -> Bool {
    name.hasPrefix(prefix) && UUID(uuidString: String(name.dropFirst(prefix.count))) != nil
  }

  /// Makes the folder, with a lock that holds while this program runs.
  private func makeFolder() throws(MachineError) {
    try lock.withLock { lock throws(MachineError) in
      guard lock < 0 else { return }
      guard mkdir(folder.path, 0o700) == 0 else { throw .unwritable(folder.path, because: errno) }
      lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      flock(lock, LOCK_EX)
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
        key: "points", has: "more than \(Self.limit) sets of points",
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

  func remove() {
    lock.withLock { lock in
      guard lock >= 0 else { return }
      try? FileManager.default.removeItem(at: folder)
      close(lock)
      lock = -1
    }
  }
}
