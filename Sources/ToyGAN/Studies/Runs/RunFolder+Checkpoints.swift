import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// The last two checkpoints of a run; the previous one is used if the last one is damaged.
extension RunFolder {
  static let lastName = "checkpoint.safetensors"
  static let previousName = "checkpoint.previous.safetensors"

  /// A checkpoint that was read, and a message if it is not the last one that was written.
  public struct KeptCheckpoint: Sendable {
    /// The checkpoint.
    public var checkpoint: Checkpoint
    /// A message why it is not the last one; nil if it is.
    public var notice: String?
  }

  /// Replaces the last checkpoint after the new one is safely on disk.
  ///
  /// The last checkpoint becomes the previous one, unless it `isDamaged`.
  func write(
    _ checkpoint: Checkpoint, overDamaged isDamaged: Bool = false
  ) throws {
    try AtomicFile.write(
      checkpoint.bytes, to: file(Self.lastName), durably: true,
      keeping: isDamaged ? nil : file(Self.previousName))
    AtomicFile.settle(url)
  }

  /// The newest valid checkpoint, or nil if none has been written.
  ///
  /// Throws `FileError` with the file and its defect if there are checkpoints but none is usable.
  public func lastCheckpoint() throws -> KeptCheckpoint? {
    do {
      if let last = try checkpoint(named: Self.lastName) { return KeptCheckpoint(checkpoint: last) }
    } catch let error as FileError {
      guard let previous = try? checkpoint(named: Self.previousName) else { throw error }
      return standIn(previous, because: "\(error.file): \(error.value) instead of \(error.allowed)")
    }
    // Nothing is lost if the run was killed between the two moves that store a checkpoint.
    return try checkpoint(named: Self.previousName).map {
      standIn($0, because: "\(file(Self.lastName).path) is missing")
    }
  }

  /// The newest valid checkpoint, or nil if none has been written; throws as `lastCheckpoint`.
  public func checkpoint() throws -> Checkpoint? {
    try lastCheckpoint()?.checkpoint
  }

  /// A trainer that is restored from the last checkpoint.
  func restoredTrainer(
    training make: TrainerFactory = { Trainer($0) }, notice: (String) -> Void
  ) throws -> (trainer: any RunTrainer, configuration: Configuration) {
    try requireRun()
    let configuration = try configuration()
    guard let last = try lastCheckpoint() else {
      throw FileError(
        file: url.path, value: "a run without a checkpoint", allowed: "a run with a checkpoint")
    }
    let trainer = try make(Recipe(configuration))
    try trainer.restore(last.checkpoint)
    if let line = last.notice { notice(line) }
    return (trainer, configuration)
  }

  private func standIn(_ previous: Checkpoint, because reason: String) -> KeptCheckpoint {
    KeptCheckpoint(
      checkpoint: previous,
      notice: "\(reason); the previous checkpoint is used, step \(previous.step)")
  }

  /// A checkpoint, or nil if there is no file.
  private func checkpoint(named name: String) throws -> Checkpoint? {
    let path = file(name).path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FileError(
        file: path.inOneLine(), value: "a file that cannot be read",
        allowed: "a checkpoint of a run")
    }
    return try Checkpoint(bytes: Array(data), name: path.inOneLine())
  }
}
