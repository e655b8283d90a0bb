import Foundation
import ToyGANSettings

/// A file that is written piece by piece beside its place, and moved there once it is whole.
///
/// Tables of ten thousand runs are larger than what should be held in memory. What is not finished
/// leaves nothing behind.
package struct StreamedFile: ~Copyable {
  private let path: String
  private let beside: String
  /// -1 once closed.
  private var file: Int32
  private var buffer: [UInt8] = []

  /// Throws `MachineError` naming the file when the place cannot be written.
  package init(_ url: URL) throws(MachineError) {
    path = url.path
    beside =
      url.deletingLastPathComponent()
      .appendingPathComponent(AtomicFile.nameBeside(url.lastPathComponent)).path
    file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(path, because: errno) }
  }

  package mutating func write(_ text: String) throws(MachineError) {
    try write(Array(text.utf8))
  }

  mutating func write(_ bytes: [UInt8]) throws(MachineError) {
    buffer += bytes
    if buffer.count > 1 << 20 { try flush() }
  }

  /// Replaces the file at its place; `durably` waits until the disk has the new one before, and what
  /// was there is kept as `previous`, where that is asked for.
  package consuming func finish(
    durably: Bool = false, keeping previous: URL? = nil
  ) throws(MachineError) {
    try flush()
    guard !durably || fsync(file) == 0 else { throw .unwritable(path, because: errno) }
    let isClosed = close(file) == 0
    file = -1
    guard isClosed, move(keeping: previous) else {
      throw .unwritable(path, because: errno)
    }
  }

  deinit {
    if file >= 0 { close(file) }
    unlink(beside)
  }

  /// Killed between its two moves, it leaves no file but the previous.
  private func move(keeping previous: URL?) -> Bool {
    if let previous, rename(path, previous.path) != 0, errno != ENOENT { return false }
    return rename(beside, path) == 0
  }

  private mutating func flush() throws(MachineError) {
    var done = 0
    while done < buffer.count {
      let count = buffer.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(path, because: errno) }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
