import Foundation
import ToyGANFiles
import ToyGANSettings

/// A process's claim to a run, which prevents other processes from training the same run.
///
/// Claims of a run are files `.claim-0.json`, `.claim-1.json`, ... in its folder; the last one is valid.
/// Each is created exclusively, which two processes cannot both do, not even over NFS, and only after the
/// previous one has expired. No claim is renamed or removed while the run is in progress, so that a process
/// with outdated information can do no harm and no lock is needed.
struct RunClaim: Sendable {
  private let folder: URL
  private let generation: Int

  /// Seconds between two renewals (heartbeats).
  static let heartbeat = 5.0
  /// Seconds without a heartbeat after which a claim has expired, if its
  /// process cannot be queried: twelve missed heartbeats.
  static let limit = 60.0

  /// Claims the run in a folder, which is created if needed; nil if another process trains it.
  ///
  /// Throws `FileError` if the folder cannot be written.
  static func take(
    in folder: URL, by process: ProcessIdentity = .current
  ) throws -> RunClaim? {
    try AtomicFile.makeFolder(folder)
    let last = ClaimHolder.last(in: folder)
    if let last, last.holder.isAlive(in: folder) { return nil }
    let claim = RunClaim(folder: folder, generation: last.map { $0.generation + 1 } ?? 0)
    return try claim.create(by: process) ? claim : nil
  }

  /// Returns false if another process was first.
  private func create(by process: ProcessIdentity) throws -> Bool {
    let path = Self.path(in: folder, generation: generation)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 || errno != EEXIST else { return false }
    let text = JSONText.of(process, isPretty: false)
    let isWritten = file >= 0 && write(file, text, text.utf8.count) == text.utf8.count
    let code = errno
    if file >= 0 { close(file) }
    guard isWritten else {
      if file >= 0 { unlink(path) }
      throw MachineError.unwritable(path, because: code)
    }
    return true
  }

  /// Renews the claim; false if another process has taken over the run, even if that process has ended it
  /// and removed every claim.
  func renew() -> Bool {
    guard access(Self.path(in: folder, generation: generation + 1), F_OK) != 0 else { return false }
    let isThere = utimensat(AT_FDCWD, Self.path(in: folder, generation: generation), nil, 0) == 0
    // After any other error the file may still exist; over NFS a removed file may be reported as stale.
    return isThere || errno != ENOENT && errno != ESTALE
  }

  /// Gives up the claim to a run that has not ended, so that any process can take it.
  func release() {
    let never = [timespec(), timespec()]
    utimensat(AT_FDCWD, Self.path(in: folder, generation: generation), never, 0)
  }

  /// Removes every claim of a run that has ended.
  ///
  /// A process that claims the run afterwards finds the outcome, which was written before.
  func remove() {
    for generation in 0...generation { unlink(Self.path(in: folder, generation: generation)) }
  }

  static func path(in folder: URL, generation: Int) -> String {
    "\(folder.path)/.claim-\(generation).json"
  }
}

/// The process that claims a run, and the time of its last heartbeat.
struct ClaimHolder: Sendable {
  /// The process; nil while the claim is being written.
  var process: ProcessIdentity?
  /// Time of the last heartbeat by the clock of the file system; 0 in a claim that was given up.
  var heartbeat: Double

  /// The valid claim of a run, or nil if there is none.
  static func last(in folder: URL) -> (holder: ClaimHolder, generation: Int)? {
    var last: (holder: ClaimHolder, generation: Int)?
    while let holder = ClaimHolder(in: folder, generation: last.map { $0.generation + 1 } ?? 0) {
      last = (holder, last.map { $0.generation + 1 } ?? 0)
    }
    return last
  }

  private init?(in folder: URL, generation: Int) {
    // The file is opened because over NFS the attributes of a file that is not open may be a minute old.
    let file = open(RunClaim.path(in: folder, generation: generation), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var (status, bytes) = (stat(), [UInt8](repeating: 0, count: 1024))
    guard fstat(file, &status) == 0 else { return nil }
    heartbeat = status.modification
    let count = max(0, read(file, &bytes, bytes.count))
    process = try? JSONDecoder().decode(ProcessIdentity.self, from: Data(bytes[..<count]))
  }

  var isReleased: Bool { heartbeat <= 0 }

  /// Whether the process may still be training: it is running or, if it
  /// cannot be queried, its last heartbeat is recent.
  func isAlive(in folder: URL) -> Bool {
    guard !isReleased else { return false }
    return process?.isRunning ?? (age(in: folder) < RunClaim.limit)
  }

  /// Seconds since the last heartbeat, by the clock of the file system,
  /// because the clocks of two machines may differ.
  func age(in folder: URL) -> Double { max(0, Self.now(in: folder) - heartbeat) }

  private static func now(in folder: URL) -> Double {
    let path = "\(folder.path)/.clock-\(UUID().uuidString)"
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    var status = stat()
    defer {
      if file >= 0 {
        close(file)
        unlink(path)
      }
    }
    // If the folder cannot be written, no run can be claimed either.
    guard file >= 0, fstat(file, &status) == 0 else { return Date().timeIntervalSince1970 }
    return status.modification
  }
}

extension stat {
  /// Time of the last modification, in seconds since 1970.
  fileprivate var modification: Double {
    Double(st_mtim.tv_sec) + 1e-9 * Double(st_mtim.tv_nsec)
  }
}
