import Foundation

/// Files that are written beside their place and moved there whole, so that no reader, and no
/// kill, ever meets half of one.
enum AtomicFile {
  /// Replaces the file at `url`; `durably` waits until the disk has the new one before.
  ///
  /// What was there is kept as `previous`, where that is asked for. Throws `ConfigurationError`
  /// naming the file when the place cannot be written; nothing is lost then.
  static func write(
    _ bytes: [UInt8], to url: URL, durably: Bool = false, keeping previous: URL? = nil
  ) throws(ConfigurationError) {
    let folder = url.deletingLastPathComponent()
    let beside = folder.appendingPathComponent(nameBeside(url.lastPathComponent)).path
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw unwritable(url) }
    let isWritten = writeAll(bytes, to: file) && (!durably || fsync(file) == 0)
    let code = errno
    guard close(file) == 0, isWritten, move(beside, to: url, keeping: previous) else {
      let reason = isWritten ? errno : code
      unlink(beside)
      throw unwritable(url, reason)
    }
  }

  static func write(
    _ text: String, to url: URL, durably: Bool = false
  ) throws(ConfigurationError) {
    try write(Array(text.utf8), to: url, durably: durably)
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

  /// Removes what processes that were killed had written beside files of ours.
  static func removeLeftovers(in folder: URL, of isOurs: (String) -> Bool) {
    let held = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in held {
      guard let place = placeOf(beside: name), isOurs(place) else { continue }
      unlink(folder.appendingPathComponent(name).path)
    }
  }

  /// A name that no other process has, on this computer or another that shares the folder.
  private static func nameBeside(_ name: String) -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return ".\(name).\(String(repeating: "0", count: 16 - digits.count))\(digits)"
  }

  /// The `NAME` of `.NAME.0123456789abcdef`, or nil.
  private static func placeOf(beside name: String) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0].isEmpty, let digits = parts.last, digits.count == 16,
      digits.allSatisfy(\.isHexDigit)
    else { return nil }
    return parts[1..<(parts.count - 1)].joined(separator: ".")
  }

  /// Killed between its two moves, it leaves no file but the previous.
  private static func move(_ beside: String, to url: URL, keeping previous: URL?) -> Bool {
    if let previous, rename(url.path, previous.path) != 0, errno != ENOENT { return false }
    return rename(beside, url.path) == 0
  }

  /// Waits until the disk has the names in a folder, where the file system can say.
  static func settle(_ folder: URL) {
    let names = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard names >= 0 else { return }
    fsync(names)
    close(names)
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
