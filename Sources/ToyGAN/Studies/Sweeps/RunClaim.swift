import Foundation
import ToyGANFiles
import ToyGANSettings

/// A process's word that it trains a run, so that no other does.
///
/// Claims of a run are files `.claim-0.json`, `.claim-1.json`, ... in its folder, of which the last
/// counts. Each is made by exclusive creation, which two processes cannot both do, over NFS neither;
/// the next one only when the one before is dead. None is renamed or removed while the run goes on,
/// so that whoever looked a while ago can do no harm, and no lock is needed.
struct RunClaim: Sendable {
  private let folder: URL
  private let generation: Int

  /// Seconds between two signs of life.
  static let heartbeat = 5.0
  /// Seconds without a sign of life after which a claim is dead, where its process cannot be asked:
  /// twelve missed in a row.
  static let limit = 60.0

  /// Claims the run in a folder, which is made; nil where another process trains it.
  ///
  /// Throws `FileError` when the folder cannot be written.
  static func take(
    in folder: URL, by process: ProcessIdentity = .current
  ) throws -> RunClaim? {
    try AtomicFile.makeFolder(folder)
    let last = ClaimHolder.last(in: folder)
    if let last, last.holder.isAlive(in: folder) { return nil }
    let claim = RunClaim(folder: folder, generation: last.map { $0.generation + 1 } ?? 0)
    return try claim.create(by: process) ? claim : nil
  }

  /// False where another process was first.
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

  /// Gives a sign of life; false where another process has taken the run over, even if it is done
  /// with it and has removed every claim.
  func renew() -> Bool {
    guard access(Self.path(in: folder, generation: generation + 1), F_OK) != 0 else { return false }
    let isThere = utimensat(AT_FDCWD, Self.path(in: folder, generation: generation), nil, 0) == 0
    // Whatever else went wrong, it may be there; over NFS what is gone may be called stale.
    return isThere || errno != ENOENT && errno != ESTALE
  }

  /// Gives up a run that has not ended, for any process to take.
  func release() {
    let never = [timespec(), timespec()]
    utimensat(AT_FDCWD, Self.path(in: folder, generation: generation), never, 0)
  }

  /// Removes every claim of a run that has ended.
  ///
  /// Who claims it now finds the outcome, which was there before.
  func remove() {
    for generation in 0...generation { unlink(Self.path(in: folder, generation: generation)) }
  }

  static func path(in folder: URL, generation: Int) -> String {
    "\(folder.path)/.claim-\(generation).json"
  }
}

/// Who claims a run, and when it last gave a sign of life.
struct ClaimHolder: Sendable {
  /// Nil while the claim is being written.
  var process: ProcessIdentity?
  /// By the clock of the file system; 0 in a claim that was given up.
  var heartbeat: Double

  /// The claim of a run that counts, or nil where there is none.
  static func last(in folder: URL) -> (holder: ClaimHolder, generation: Int)? {
    var last: (holder: ClaimHolder, generation: Int)?
    while let holder = ClaimHolder(in: folder, generation: last.map { $0.generation + 1 } ?? 0) {
      last = (holder, last.map { $0.generation + 1 } ?? 0)
    }
    return last
  }

  private init?(in folder: URL, generation: Int) {
    // Opened, since over NFS what is merely asked for may be a minute old.
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

  /// Whether the process may still be at it: it runs, or where it cannot be asked, it was heard from
  /// lately.
  func isAlive(in folder: URL) -> Bool {
    guard !isReleased else { return false }
    return process?.isRunning ?? (age(in: folder) < RunClaim.limit)
  }

  /// Seconds since the last sign of life, by the clock of the file system: those of two machines
  /// may differ.
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
    // Where nothing can be written, nothing can be claimed either.
    guard file >= 0, fstat(file, &status) == 0 else { return Date().timeIntervalSince1970 }
    return status.modification
  }
}

extension stat {
  /// Time of the last change, in seconds since 1970.
  fileprivate var modification: Double {
    Double(st_mtim.tv_sec) + 1e-9 * Double(st_mtim.tv_nsec)
  }
}
