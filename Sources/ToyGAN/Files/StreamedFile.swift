import Foundation
import ToyGANSettings

/// A file that is written piece by piece under a temporary name, and renamed when it is complete.
///
/// Tables of ten thousand runs are too large to be kept in memory. A file that is not finished is removed.
package struct StreamedFile: ~Copyable {
  private let path: String
  private let beside: String
  /// The file descriptor; -1 after closing.
  private var file: Int32
  private var buffer: [UInt8] = []

  /// Throws `MachineError` with the file if it cannot be written.
  package init(_ url: URL) throws(MachineError) {
    path = url.path
    beside =
      url.deletingLastPathComponent()
      .appendingPathComponent(AtomicFile.nameBeside(url.lastPathComponent)).path
    file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .unwritable(path, because: errno) }
    // The lock tells other processes that this file is still being written.
    flock(file, LOCK_EX | LOCK_NB)
  }

  package mutating func write(_ text: String) throws(MachineError) {
    try write(Array(text.utf8))
  }

  mutating func write(_ bytes: [UInt8]) throws(MachineError) {
    buffer += bytes
    if buffer.count > 1 << 20 { try flush() }
  }

  /// Replaces the file at its final path; `durably` waits until the new contents are on disk before
  /// renaming, and the old file is kept as `previous`, if that is given.
  package consuming func finish(
    durably: Bool = false, keeping previous: URL? = nil
  ) throws(MachineError) {
    let path = path
    guard try finish(durably: durably, keeping: previous, if: { true }) else {
      throw .unwritable(path, because: ENOENT)
    }
  }

  /// Replaces the file at its final path if this process may do so, and returns whether it did.
  ///
  /// The condition is checked after the temporary file was written, immediately before it is renamed. A
  /// process that takes over the folder first makes the condition false and then removes all temporary files:
  /// a process that was stopped between check and renaming has nothing left to rename.
  package consuming func finish(
    durably: Bool, keeping previous: URL?, if isAllowed: () -> Bool
  ) throws(MachineError) -> Bool {
    try flush()
    guard !durably || fsync(file) == 0 else { throw .unwritable(path, because: errno) }
    let isClosed = close(file) == 0
    file = -1
    guard isClosed else { throw .unwritable(path, because: errno) }
    guard isAllowed() else { return false }
    if move(keeping: previous) { return true }
    guard errno == ENOENT else { throw .unwritable(path, because: errno) }
    return false
  }

  deinit {
    if file >= 0 { close(file) }
    unlink(beside)
  }

  /// The old file has its name until the new one replaces it, so that one of them is always there.
  private func move(keeping previous: URL?) -> Bool {
    if let previous {
      let spare = previous.deletingLastPathComponent()
        .appendingPathComponent(AtomicFile.nameBeside(previous.lastPathComponent)).path
      if link(path, spare) == 0 {
        let isKept = rename(spare, previous.path) == 0
        // Renaming does nothing if both names belong to one file already, as after a kill before the last line.
        unlink(spare)
        guard isKept else { return false }
      } else if errno != ENOENT, rename(path, previous.path) != 0 {
        // Reached on a file system without links.
        return false
      }
    }
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
