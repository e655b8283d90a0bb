import Foundation
import ToyGANSettings

/// A file that a user named, which may be of any kind.
enum RegularFile {
  /// The size limit, 1 GiB; memory use is at most a small multiple of it.
  static let maximumBytes = 1 << 30

  /// All bytes of the file.
  ///
  /// Throws `FileError` without opening it if it is a folder, a pipe or a device, which might never end, or
  /// larger than `maximumBytes`; and if it is missing or cannot be read.
  static func bytes(
    of path: String, maximumBytes: Int = maximumBytes
  ) throws(FileError) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0, access(path, R_OK) == 0 else {
      throw unreadable(path, String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw refusal(path, isFolder ? "a folder" : "a pipe or device", "a regular file")
    }
    guard status.st_size <= maximumBytes else {
      throw refusal(path, "a file of \(status.st_size) bytes", "at most \(maximumBytes) bytes")
    }
    // A file with a reported size of zero may still be endless, for example under /proc.
    guard status.st_size > 0 else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw unreadable(path, "read error")
    }
    return [UInt8](data)
  }

  private static func unreadable(_ path: String, _ reason: String) -> FileError {
    refusal(path, "a file that cannot be read", "a file to read points from (\(reason))")
  }

  private static func refusal(
    _ path: String, _ value: String, _ allowed: String
  ) -> FileError {
    FileError(file: path.inOneLine(), value: value, allowed: allowed)
  }
}
