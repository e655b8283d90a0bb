import Foundation
import Synchronization
import ToyGANFiles
import ToyGANSettings

/// A process's claim to a run, which prevents other processes from training the same run.
///
/// Claims of a run are files `.claim-0.json`, `.claim-1.json`, ... in its folder; the last one is valid.
/// Each is created exclusively, which two processes cannot both do, not even over NFS, and only after the
/// previous one has expired. No claim is renamed or removed while the run is in progress, so that a process
/// with outdated information can do no harm and no lock is needed.
final class RunClaim: Sendable {
  private let folder: URL
  private let generation: Int
  /// The open claim file: while it is open, no other file has its number in the file system.
  private let file: Int32

  /// Seconds between two renewals (heartbeats).
  static let heartbeat = 5.0
  /// Seconds without a heartbeat after which a claim has expired, if its
  /// process cannot be queried: twelve missed heartbeats.
  static let limit = 60.0

  private init(folder: URL, generation: Int, file: Int32) {
    (self.folder, self.generation, self.file) = (folder, generation, file)
  }

  deinit { close(file) }

  /// Claims the run in a folder, which is created if needed; nil if another process trains it.
  ///
  /// Throws `FileError` if the folder cannot be written.
  static func take(
    in folder: URL, by process: ProcessIdentity = .current
  ) throws -> RunClaim? {
    try AtomicFile.makeFolder(folder)
    let last = ClaimHolder.last(in: folder)
    if let last, last.holder.isAlive(in: folder) { return nil }
    return try create(
      in: folder, generation: last.map { $0.generation + 1 } ?? 0, by: process)
  }

  /// Claims the run in a folder.
  ///
  /// Throws `MachineError` if another process trains it.
  static func require(in folder: URL) throws -> RunClaim {
    if let claim = try take(in: folder) { return claim }
    let last = ClaimHolder.last(in: folder)
    let holder = last?.holder.description ?? "another process"
    let sign = last?.holder.lastSign(in: folder) ?? "just now"
    // A process of this machine is known to be running.
    let isCertain = last?.holder.process?.isRunning == true
    let way =
      isCertain
      ? "" : "; if that process has ended, remove \(name(generation: last?.generation ?? 0))"
    throw MachineError(
      place: folder.path,
      problem: "\(holder) trains this run; its last sign of life was \(sign)\(way)")
  }

  /// Returns nil if another process was first.
  ///
  /// The claim is complete before it has its name: a process that is killed here leaves no claim without a
  /// holder, which nobody could query.
  private static func create(
    in folder: URL, generation: Int, by process: ProcessIdentity
  ) throws -> RunClaim? {
    let place = path(in: folder, generation: generation)
    let temporary = folder.appendingPathComponent(
      AtomicFile.nameBeside(name(generation: generation))
    ).path
    defer { unlink(temporary) }
    let text = JSONText.of(process, isPretty: false)
    // It stays open for reading only, so that the file system can be made read-only meanwhile.
    guard writeNew(temporary, text) else { throw MachineError.unwritable(place, because: errno) }
    let held = open(temporary, O_RDONLY | O_CLOEXEC)
    guard held >= 0 else {
      // The process that owns the run removes the temporary files of other processes.
      if errno == ENOENT { return nil }
      throw MachineError.unwritable(place, because: errno)
    }
    let claim = RunClaim(folder: folder, generation: generation, file: held)
    if link(temporary, place) == 0 { return claim }
    guard errno != EEXIST, errno != ENOENT else { return nil }
    // A file system without hard links, such as FAT: the name is taken first, then the claim is written.
    guard writeNew(place, text), case let named = open(place, O_RDONLY | O_CLOEXEC), named >= 0
    else {
      if errno == EEXIST { return nil }
      throw MachineError.unwritable(place, because: errno)
    }
    return RunClaim(folder: folder, generation: generation, file: named)
  }

  /// Creates a file exclusively and writes a text to it; false, with `errno`, if either fails.
  ///
  /// A file that cannot be written completely is removed again.
  private static func writeNew(_ path: String, _ text: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { return false }
    let isWritten = write(file, text, text.utf8.count) == text.utf8.count
    let code = errno
    close(file)
    if !isWritten { unlink(path) }
    errno = code
    return isWritten
  }

  /// Renews the claim; false if another process has taken over the run, even if that process has ended it
  /// and removed every claim, and even if a third one has claimed it again.
  func renew() -> Bool {
    guard access(Self.path(in: folder, generation: generation + 1), F_OK) != 0 else { return false }
    var (own, there) = (stat(), stat())
    guard fstat(file, &own) == 0 else { return errno != ESTALE }
    guard stat(Self.path(in: folder, generation: generation), &there) == 0 else {
      // After any other error the file may still exist; over NFS a removed file may be reported as stale.
      return errno != ENOENT && errno != ESTALE
    }
    guard own.st_ino == there.st_ino, own.st_dev == there.st_dev else { return false }
    futimens(file, nil)
    return true
  }

  /// Gives up the claim to a run that has not ended, so that any process can take it.
  func release() {
    let never = [timespec(), timespec()]
    futimens(file, never)
  }

  /// Removes every claim of a run that has ended.
  ///
  /// A process that claims the run afterwards finds the outcome, which was written before.
  func remove() {
    guard renew() else { return }
    for generation in 0...generation { unlink(Self.path(in: folder, generation: generation)) }
  }

  /// Removes the claims and temporary files of a run that has ended, if its process was killed before it
  /// removed them.
  static func removeAbandoned(in folder: URL) {
    guard ClaimHolder.last(in: folder) != nil, let claim = try? take(in: folder) else { return }
    AtomicFile.removeLeftovers(in: folder)
    claim.remove()
  }

  static func path(in folder: URL, generation: Int) -> String {
    "\(folder.path)/\(name(generation: generation))"
  }

  /// The numbers of the claims in a folder, in no order.
  fileprivate static func generations(in folder: URL) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.compactMap { file in
      Int(file.dropFirst(".claim-".count).dropLast(".json".count)).flatMap { number in
        number >= 0 && file == name(generation: number) ? number : nil
      }
    }
  }

  private static func name(generation: Int) -> String { ".claim-\(generation).json" }
}

/// The process that claims a run, and the time of its last heartbeat.
struct ClaimHolder: Sendable {
  /// The process; nil while the claim is being written.
  var process: ProcessIdentity?
  /// Time of the last heartbeat by the clock of the file system; 0 in a claim that was given up.
  var heartbeat: Double
  /// Path of the claim's file.
  private var path: String

  /// The valid claim of a run, or nil if there is none.
  static func last(in folder: URL) -> (holder: ClaimHolder, generation: Int)? {
    var last: (holder: ClaimHolder, generation: Int)?
    var generation = 0
    var next = ClaimHolder(in: folder, generation: 0)
    // A process that was killed while it removed the claims has left those from a higher number on.
    if next == nil, let first = RunClaim.generations(in: folder).min() {
      generation = first
      next = ClaimHolder(in: folder, generation: first)
    }
    while let holder = next {
      last = (holder, generation)
      generation += 1
      next = ClaimHolder(in: folder, generation: generation)
    }
    return last
  }

  private init?(in folder: URL, generation: Int) {
    // The file is opened because over NFS the attributes of a file that is not open may be a minute old.
    path = RunClaim.path(in: folder, generation: generation)
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var (status, bytes) = (stat(), [UInt8](repeating: 0, count: 1024))
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    heartbeat = status.modification
    let count = max(0, read(file, &bytes, bytes.count))
    process = try? JSONDecoder().decode(ProcessIdentity.self, from: Data(bytes[..<count]))
  }

  var isReleased: Bool { heartbeat <= 0 }

  /// Whether the process may still be training: it is running or, if it
  /// cannot be queried, its last heartbeat is recent.
  ///
  /// A heartbeat in the future says nothing, because a clock was changed: such a claim expires if this process
  /// has seen no other heartbeat for as long.
  func isAlive(in folder: URL) -> Bool {
    guard !isReleased else { return false }
    if let isRunning = process?.isRunning { return isRunning }
    let unchanged = HeartbeatWatch.secondsUnchanged(heartbeat, of: path)
    return age(in: folder) < RunClaim.limit && unchanged < RunClaim.limit
  }

  /// Seconds since the last heartbeat, by the clock of the file system,
  /// because the clocks of two machines may differ.
  func age(in folder: URL) -> Double { max(0, Self.now(in: folder) - heartbeat) }

  /// When the last heartbeat was, in words.
  func lastSign(in folder: URL) -> String {
    let age = Self.now(in: folder) - heartbeat
    return age < -RunClaim.heartbeat
      ? "\(DecimalText.fixed(-age, 0)) s in the future, as after a change of a clock"
      : "\(DecimalText.fixed(max(0, age), 0)) s ago"
  }

  /// The process in words, for a message.
  var description: String {
    process.map { "process \($0.pid) on \($0.host.inOneLine(60))" } ?? "another process"
  }

  private static func now(in folder: URL) -> Double {
    let path = "\(folder.path)/\(AtomicFile.nameBeside("clock"))"
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

/// How long this process has seen the same heartbeat of other processes, by its own clock.
private enum HeartbeatWatch {
  private static let seen = Mutex([String: (heartbeat: Double, since: ContinuousClock.Instant)]())

  static func secondsUnchanged(_ heartbeat: Double, of path: String) -> Double {
    seen.withLock { seen in
      guard let last = seen[path], last.heartbeat == heartbeat else {
        seen[path] = (heartbeat, .now)
        return 0
      }
      return (ContinuousClock.now - last.since) / .seconds(1)
    }
  }
}

extension stat {
  /// Time of the last modification, in seconds since 1970.
  fileprivate var modification: Double {
    Double(st_mtim.tv_sec) + 1e-9 * Double(st_mtim.tv_nsec)
  }
}

extension RunFolder {
  /// Whether a process may be training the run in the folder now.
  package var isHeld: Bool { ClaimHolder.last(in: url)?.holder.isAlive(in: url) ?? false }
}
