import Foundation

/// A file that is written piece by piece beside its place, and moved there once it is whole.
///
/// Tables of ten thousand runs are larger than what should be held in memory.
struct StreamedFile: ~Copyable {
  private let url: URL
  private let beside: String
  private let file: Int32
  private var buffer: [UInt8] = []

  /// Throws `ConfigurationError` naming the file when the place cannot be written.
  init(_ url: URL) throws(ConfigurationError) {
    self.url = url
    // A name of its own on whatever machine: shards of a sweep share a folder.
    let name = ".\(url.lastPathComponent).\(UUID().uuidString)"
    beside = url.deletingLastPathComponent().appendingPathComponent(name).path
    file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw Self.unwritable(url, errno) }
  }

  mutating func write(_ text: String) throws(ConfigurationError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 20 { try flush() }
  }

  /// Replaces the file at its place.
  consuming func finish() throws(ConfigurationError) {
    try flush()
    guard rename(beside, url.path) == 0 else { throw Self.unwritable(url, errno) }
  }

  deinit {
    close(file)
    unlink(beside)
  }

  private mutating func flush() throws(ConfigurationError) {
    var done = 0
    while done < buffer.count {
      let count = buffer.withUnsafeBytes {
        Foundation.write(file, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.unwritable(url, errno) }
      done += count
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func unwritable(_ url: URL, _ code: Int32) -> ConfigurationError {
    ConfigurationError(
      key: url.path, value: "a file that cannot be written (\(String(cString: strerror(code))))",
      allowed: "a place that can be written")
  }
}
