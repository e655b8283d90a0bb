import Foundation
import ToyGANSettings

/// Reading of whole files, which may have been written by anyone: only regular files are read, because a pipe
/// or a device might never end.
package enum RegularFile {
  /// The size limit, 1 GiB; memory use is at most a small multiple of it.
  static let maximumBytes = 1 << 30

  /// All bytes of a file that a user named.
  ///
  /// Throws `FileError` if it is a folder, a pipe or a device, or larger than `maximumBytes`, and if it is
  /// missing or cannot be read.
  package static func bytes(
    of path: String, maximumBytes: Int = 1 << 30
  ) throws(FileError) -> [UInt8] {
    guard let bytes = try read(path, maximumBytes: maximumBytes) else {
      throw unreadable(path, ENOENT)
    }
    return bytes
  }

  /// All bytes of a file or a pipe that a user named; a pipe is read to its end, like the standard input.
  ///
  /// Throws `FileError` as `bytes(of:)` does, and if no program writes to the pipe or it has more than 1 GiB.
  package static func bytes(ofFileOrPipe path: String) throws(FileError) -> [UInt8] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else {
      return try bytes(of: path)
    }
    let file = try OpenFile.opened(path)
    defer { close(file) }
    return try StandardInput.bytes(of: file, named: path.inOneLine())
  }

  /// All bytes of a stored file; nil if there is no such file.
  ///
  /// Throws `FileError` as `bytes(of:)` does.
  package static func bytes(at url: URL) throws(FileError) -> [UInt8]? { try read(url.path) }

  /// Whether a path leads to a regular file, or to nothing.
  package static func isRegular(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private static func read(
    _ path: String, maximumBytes: Int = maximumBytes
  ) throws(FileError) -> [UInt8]? {
    // Without waiting, because opening a pipe waits for its writer.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw unreadable(path, errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw FileError(
        cannot: "read", path.inOneLine(),
        because: isFolder ? "it is a folder" : "it is a pipe or a device",
        allowed: "a regular file")
    }
    guard status.st_size <= maximumBytes else {
      throw FileError(
        file: path.inOneLine(), value: "a file of \(status.st_size) bytes",
        allowed: "at most \(maximumBytes) bytes")
    }
    // No more than the stated size: a file of size zero may be endless, as under /proc.
    let size = Int(status.st_size)
    return try OpenFile.bytes(of: file, named: path.inOneLine(), atMost: size, expected: size)
  }

  private static func unreadable(_ path: String, _ code: Int32) -> FileError {
    FileError(cannot: "read", path.inOneLine(), because: SystemReason.text(code))
  }
}
