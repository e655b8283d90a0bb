import Foundation
import ToyGANSettings

/// Reading of texts that may come from a pipe, which may never end.
package enum FileBeginning {
  /// At most `count` bytes from the beginning of a file or a pipe that a user named.
  ///
  /// Throws `FileError` with the reason if it cannot be read, or if no program writes to the pipe.
  package static func bytes(of path: String, atMost count: Int) throws(FileError) -> [UInt8] {
    let file = try OpenFile.opened(path)
    defer { close(file) }
    return try OpenFile.bytes(of: file, named: path.inOneLine(), atMost: count)
  }
}
