import Foundation
import ToyGANSettings

/// Reading of what is open: a file, a pipe or a terminal.
enum OpenFile {
  /// The next bytes, at most `count`; `expected` is how many there probably are, and `name` that of the file in errors.
  ///
  /// Throws `FileError` with the reason if they cannot be read, or if no program writes to a pipe.
  static func bytes(
    of file: Int32, named name: String, atMost count: Int, expected: Int = 0
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(expected, count))
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    var hasWaited = false
    while bytes.count < count {
      let wanted = min(piece.count, count - bytes.count)
      let read = piece.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, wanted) }
      if read < 0, errno == EINTR { continue }
      if read < 0, errno == EAGAIN {
        // A pipe whose writer has nothing yet.
        _ = isReady(file, within: -1)
        continue
      }
      guard read >= 0 else {
        throw FileError(cannot: "read", name, because: SystemReason.text(errno))
      }
      if read == 0, bytes.isEmpty, lacksWriter(file) {
        guard !hasWaited else {
          throw FileError(
            cannot: "read", name,
            because: "it is a pipe to which no program has written for \(patience) seconds")
        }
        _ = isReady(file, within: Int32(1000 * patience))
        hasWaited = true
        continue
      }
      if read == 0 { break }
      bytes += piece[..<read]
    }
    return bytes
  }

  /// Seconds for which a pipe is waited for that no program has opened for writing.
  private static let patience = 5

  /// Opens what a user named, without waiting: opening a pipe would wait for its writer.
  ///
  /// Throws `FileError` with the reason if it cannot be opened.
  static func opened(_ path: String) throws(FileError) -> Int32 {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      throw FileError(cannot: "read", path.inOneLine(), because: SystemReason.text(errno))
    }
    return file
  }

  /// Whether this is a pipe that no program has opened for writing yet: one whose writer has ended is ready.
  private static func lacksWriter(_ file: Int32) -> Bool {
    var status = stat()
    return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
      && !isReady(file, within: 0)
  }

  /// Whether something can be read, or has ended, within milliseconds; without a limit if they are negative.
  private static func isReady(_ file: Int32, within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) != 0
  }
}
