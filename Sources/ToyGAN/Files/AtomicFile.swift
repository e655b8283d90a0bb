import Foundation
import ToyGANSettings

/// Files that are written under a temporary name and then renamed, so that readers never see an incomplete
/// file, even if the process is killed.
package enum AtomicFile {
  /// Replaces the file at `url`; `durably` waits until the new contents are on disk before renaming.
  ///
  /// The old file is kept as `previous`, if that is given. Throws `MachineError` with the file if it cannot
  /// be written; nothing is lost in that case.
  package static func write(
    _ bytes: [UInt8], to url: URL, durably: Bool = false, keeping previous: URL? = nil
  ) throws(MachineError) {
    var file = try StreamedFile(url)
    try file.write(bytes)
    try file.finish(durably: durably, keeping: previous)
  }

  package static func write(
    _ text: String, to url: URL, durably: Bool = false
  ) throws(MachineError) {
    try write(Array(text.utf8), to: url, durably: durably)
  }

  /// Replaces the file at `url` if this process may do so, and returns whether it did; see
  /// `StreamedFile.finish`.
  package static func write(
    _ bytes: [UInt8], to url: URL, durably: Bool, keeping previous: URL?, if isAllowed: () -> Bool
  ) throws(MachineError) -> Bool {
    var file = try StreamedFile(url)
    try file.write(bytes)
    return try file.finish(durably: durably, keeping: previous, if: isAllowed)
  }

  /// Creates a folder and its parents, if they are missing.
  ///
  /// Throws `FileError` if a parent or the path itself is not a folder, and `MachineError` if the system
  /// cannot create it.
  package static func makeFolder(_ url: URL) throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      guard !isBlocked(url) else {
        throw FileError(
          cannot: "make the folder", url.path, because: "a part of this path is not a folder")
      }
      throw MachineError(
        cannot: "make the folder", url.path, because: SystemReason.text(of: error))
    }
  }

  /// Creates a folder in an existing one, if it is missing.
  ///
  /// Throws `FileError` if the name belongs to anything else, as to a link, which could lead out of the
  /// folder, and `MachineError` if the system cannot create it, or if the outer folder has been removed.
  @discardableResult
  package static func makeFolder(_ name: String, in parent: URL) throws -> URL {
    let folder = parent.appendingPathComponent(name)
    guard mkdir(folder.path, 0o777) == 0 || errno == EEXIST else {
      throw MachineError(
        cannot: "make the folder", folder.path, because: SystemReason.text(errno))
    }
    var status = stat()
    guard lstat(folder.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError(
        file: folder.path, value: "a link to another place", allowed: "a folder, or nothing")
    }
    return folder
  }

  /// Whether there is nothing at a path, which any other error than this one does not say.
  package static func isMissing(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) != 0 && errno == ENOENT
  }

  /// Whether the path, or one of its parents, exists and is not a folder.
  private static func isBlocked(_ url: URL) -> Bool {
    var place = url.standardizedFileURL
    while place.path != "/" {
      var status = stat()
      if stat(place.path, &status) == 0 { return status.st_mode & S_IFMT != S_IFDIR }
      place.deleteLastPathComponent()
    }
    return false
  }

  /// Removes the temporary files in a folder that no other process may use.
  package static func removeLeftovers(in folder: URL) {
    for path in temporaryFiles(in: folder) { unlink(path) }
  }

  /// Removes the temporary files of killed processes in a folder that other processes use too.
  package static func removeAbandoned(in folder: URL) {
    for path in temporaryFiles(in: folder) {
      let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      if isAbandoned(file) { unlink(path) }
      close(file)
    }
  }

  /// Whether no process holds the lock of an open temporary file or folder, which this one then does.
  package static func isAbandoned(_ file: Int32) -> Bool {
    var status = stat()
    // One that is younger than a minute may be about to be locked.
    let isOld = fstat(file, &status) == 0 && time(nil) - status.st_mtim.tv_sec > 60
    return isOld && flock(file, LOCK_EX | LOCK_NB) == 0
  }

  /// The paths of the temporary files in a folder.
  private static func temporaryFiles(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { placeOf(beside: $0) != nil }.map {
      folder.appendingPathComponent($0).path
    }
  }

  /// A temporary file name that is unique to this process, also among computers that share the folder.
  package static func nameBeside(_ name: String) -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return ".\(name).\(String(repeating: "0", count: 16 - digits.count))\(digits)"
  }

  /// The `NAME` in `.NAME.0123456789abcdef`, or nil.
  private static func placeOf(beside name: String) -> String? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0].isEmpty, let digits = parts.last, digits.count == 16,
      digits.allSatisfy(\.isHexDigit)
    else { return nil }
    return parts[1..<(parts.count - 1)].joined(separator: ".")
  }

  /// Waits until the file names of a folder are on disk, if the file system supports that.
  package static func settle(_ folder: URL) {
    let names = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard names >= 0 else { return }
    fsync(names)
    close(names)
  }
}
