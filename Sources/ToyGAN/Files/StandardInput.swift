import Foundation
import ToyGANSettings

/// The standard input, read as a whole.
enum StandardInput {
  /// Its name in errors.
  static let name = "standard input"

  /// All bytes up to its end.
  ///
  /// Throws `FileError` if it cannot be read, or has more bytes than a file may have: it may be endless.
  static func bytes(maximumBytes: Int = RegularFile.maximumBytes) throws(FileError) -> [UInt8] {
    var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 18))
    while true {
      let count = piece.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw FileError(
          file: name, value: "an input that cannot be read (\(String(cString: strerror(errno))))",
          allowed: "samples")
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= maximumBytes else {
        throw FileError(
          file: name, value: "an input of more than \(maximumBytes) bytes",
          allowed: "at most \(maximumBytes) bytes")
      }
      bytes += piece[..<count]
    }
  }
}
