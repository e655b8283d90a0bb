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
    try bytes(of: STDIN_FILENO, named: name, maximumBytes: maximumBytes)
  }

  /// The same of another stream that may never end.
  static func bytes(
    of file: Int32, named name: String, maximumBytes: Int = RegularFile.maximumBytes
  ) throws(FileError) -> [UInt8] {
    let bytes = try OpenFile.bytes(of: file, named: name, atMost: maximumBytes + 1)
    guard bytes.count <= maximumBytes else {
      throw FileError(
        file: name, value: "an input of more than \(maximumBytes) bytes",
        allowed: "at most \(maximumBytes) bytes")
    }
    return bytes
  }
}
