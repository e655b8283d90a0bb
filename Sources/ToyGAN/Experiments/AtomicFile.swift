import Foundation

/// Files that are written beside their place and moved there whole, so that no reader, and no
/// kill, ever meets half of one.
enum AtomicFile {
  /// Replaces the file at `url`; `durably` waits until the disk has it.
  ///
  /// Throws `ConfigurationError` naming the file when the place cannot be written.
  static func write(
    _ bytes: [UInt8], to url: URL, durably: Bool = false
  ) throws(ConfigurationError) {
    // The process is part of the name, since the shards of a sweep may share a folder.
    let name = ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)"
    let beside = url.deletingLastPathComponent().appendingPathComponent(name).path
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw unwritable(url) }
    let isWritten = writeAll(bytes, to: file) && (!durably || fsync(file) == 0)
    let code = errno
    guard close(file) == 0, isWritten, rename(beside, url.path) == 0 else {
      let reason = isWritten ? errno : code
      unlink(beside)
      throw unwritable(url, reason)
    }
  }

  static func write(_ text: String, to url: URL) throws(ConfigurationError) {
    try write(Array(text.utf8), to: url)
  }

  /// Makes a folder and those above it, where they are missing.
  static func makeFolder(_ url: URL) throws(ConfigurationError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw ConfigurationError(
        key: url.path, value: "a folder that cannot be made", allowed: "a place that can be written"
      )
    }
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Foundation.write(
          file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  private static func unwritable(_ url: URL, _ code: Int32 = errno) -> ConfigurationError {
    ConfigurationError(
      key: url.path, value: "a file that cannot be written (\(String(cString: strerror(code))))",
      allowed: "a place that can be written")
  }
}
