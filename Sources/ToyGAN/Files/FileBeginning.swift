import Foundation
import ToyGANSettings

/// Reading of texts that may come from a pipe, which may never end.
package enum FileBeginning {
  /// At most `count` bytes from the beginning of a file or a pipe that a user named.
  ///
  /// Throws `FileError` with the reason if it cannot be read.
  package static func bytes(of path: String, atMost count: Int) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(path, errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < count {
      let read = Foundation.read(file, &buffer, min(buffer.count, count - bytes.count))
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw unreadable(path, errno) }
      if read == 0 { break }
      bytes += buffer[..<read]
    }
    return bytes
  }

  private static func unreadable(_ path: String, _ code: Int32) -> FileError {
    FileError(cannot: "read", path.inOneLine(), because: SystemReason.text(code))
  }
}
