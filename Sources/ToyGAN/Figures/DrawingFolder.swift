import Foundation
import ToyGANFiles

/// A folder for one picture while it is drawn, inside the folder of the figures; it is removed afterwards.
///
/// Its process holds a lock on it, so that the folders that killed processes left behind can be removed.
final class DrawingFolder {
  let url: URL
  private let lock: Int32

  private static let prefix = ".drawing-"

  /// Name within the folder of the figures.
  var name: String { url.lastPathComponent }

  /// Throws `MachineError` if the folder cannot be made.
  init(in figures: URL) throws(MachineError) {
    Self.removeLeftovers(in: figures)
    url = figures.appendingPathComponent(Self.prefix + UUID().uuidString)
    guard mkdir(url.path, 0o700) == 0 else { throw .unwritable(url.path, because: errno) }
    lock = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    flock(lock, LOCK_EX)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
    close(lock)
  }

  private static func removeLeftovers(in figures: URL) {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: figures.path)) ?? []
    for file in files where file.hasPrefix(prefix) {
      let url = figures.appendingPathComponent(file)
      let lock = open(url.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard lock >= 0 else { continue }
      defer { close(lock) }
      if AtomicFile.isAbandoned(lock) { try? FileManager.default.removeItem(at: url) }
    }
  }
}
