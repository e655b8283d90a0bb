import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// The last two checkpoints of a run; the previous one is used if the last one is damaged.
extension RunFolder {
  static let lastName = Checkpoint.fileName
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
    try write(checkpoint: checkpoint.bytes, overDamaged: isDamaged)
  }

  /// Writes a checkpoint after the record that names it, with the checksum of the rows that belong to it.
  func write(
    _ checkpoint: Checkpoint, rows: String, in record: inout RunRecord, overDamaged isDamaged: Bool
  ) throws {
    let bytes = checkpoint.bytes
    let new = WrittenCheckpoint(checksum: Checkpoint.statedChecksum(in: bytes), rows: rows)
    // Both files stay in the record until the new one is in its place.
    let stored = [Self.previousName, Self.lastName].map { Checkpoint.statedChecksum(at: file($0)) }
    let kept = (record.checkpoints ?? []).filter {
      stored.contains($0.checksum) && $0.checksum != new.checksum
    }
    record.checkpoints = kept + [new]
    try write(record, durably: true)
    AtomicFile.settle(url)
    try write(checkpoint: bytes, overDamaged: isDamaged)
  }

  private func write(checkpoint bytes: [UInt8], overDamaged isDamaged: Bool) throws {
    try put(
      bytes, in: Self.lastName, durably: true,
      keeping: isDamaged ? nil : Self.previousName)
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
      return standIn(
        previous,
        because: "\(error.file): \(error.value)"
          + (error.allowed.isEmpty ? "" : " instead of \(error.allowed)"))
    }
    // Nothing is lost if the run was killed between the two moves that store a checkpoint.
    return try checkpoint(named: Self.previousName).map {
      standIn($0, because: "\(file(Self.lastName).path) is missing")
    }
  }

  /// The newest valid checkpoint up to which the trajectory has every row of a schedule, or nil if no checkpoint
  /// has been written; it is without a checkpoint if training must start again.
  ///
  /// Throws as `lastCheckpoint`.
  func lastCheckpoint(
    coveredBy schedule: EvaluationSchedule
  ) throws -> (checkpoint: Checkpoint?, notice: String?)? {
    guard let last = try lastCheckpoint() else { return nil }
    try require(last.checkpoint, within: schedule.steps)
    let trajectory = try trajectory(upToDamage: true)
    let steps = Set(trajectory?.steps ?? [])
    func isCovered(_ checkpoint: Checkpoint) -> Bool {
      if let stated = written(checkpoint)?.rows, let trajectory,
        trajectory.checksum(before: checkpoint.step) != stated
      {
        return false
      }
      // The row of step 0 can be computed again.
      return schedule.evaluations(through: checkpoint.step).allSatisfy {
        $0 == 0 || steps.contains($0)
      }
    }
    if isCovered(last.checkpoint) { return (last.checkpoint, last.notice) }
    let reason =
      "\(Trajectory.file) lacks rows up to step \(last.checkpoint.step) of the checkpoint, or has other rows"
    if let previous = try? checkpoint(named: Self.previousName), isCovered(previous) {
      return (previous, standIn(previous, because: reason).notice)
    }
    return (nil, "\(reason); training starts again from step 0")
  }

  /// The newest valid checkpoint, or nil if none has been written; throws as `lastCheckpoint`.
  public func checkpoint() throws -> Checkpoint? {
    try lastCheckpoint()?.checkpoint
  }

  /// A trainer that is restored from the last checkpoint; `weights` replaces the run's choice of the generator.
  func restoredTrainer(
    weights: ResultWeights? = nil, training make: TrainerFactory = { Trainer($0) },
    notice: (String) -> Void
  ) throws -> (trainer: any RunTrainer, configuration: Configuration) {
    try requireRun()
    var configuration = try configuration()
    if weights == .average, configuration.generator.average == nil {
      throw SettingError(
        key: "weights", value: "average",
        allowed: "current, because the run keeps no average (generator.average is none)")
    }
    configuration.evaluation.weights = weights ?? configuration.evaluation.weights
    guard let last = try lastCheckpoint() else {
      throw FileError(
        file: url.path, value: "a run without a checkpoint", allowed: "a run with a checkpoint")
    }
    try require(last.checkpoint, within: configuration.steps)
    let trainer = try make(Recipe(configuration))
    try trainer.restore(last.checkpoint)
    if let line = last.notice { notice(line) }
    return (trainer, configuration)
  }

  /// Throws `FileError` if a checkpoint is of a later step than the run has.
  private func require(_ checkpoint: Checkpoint, within steps: Int) throws(FileError) {
    guard checkpoint.step > steps else { return }
    throw FileError(
      file: file(Self.lastName).path, value: "a checkpoint of step \(checkpoint.step)",
      allowed: "one of at most step \(steps), the last of the run")
  }

  private func standIn(_ previous: Checkpoint, because reason: String) -> KeptCheckpoint {
    KeptCheckpoint(
      checkpoint: previous,
      notice: "\(reason); the previous checkpoint is used, step \(previous.step)")
  }

  /// A checkpoint, or nil if there is no file.
  private func checkpoint(named name: String) throws -> Checkpoint? {
    let file = file(name)
    guard let bytes = try RegularFile.bytes(at: file) else { return nil }
    let checkpoint = try Checkpoint(bytes: bytes, name: file.path.inOneLine())
    let found = Checkpoint.statedChecksum(in: bytes)
    if let written = record()?.checkpoints, !written.contains(where: { $0.checksum == found }) {
      throw FileError(
        file: file.path.inOneLine(), value: "a checkpoint with checksum \(found)",
        allowed: "one that this run has written: "
          + written.map(\.checksum).joined(separator: " or "))
    }
    return checkpoint
  }

  /// What the record says of a checkpoint; nil in a record of an older version.
  private func written(_ checkpoint: Checkpoint) -> WrittenCheckpoint? {
    guard let written = record()?.checkpoints else { return nil }
    let checksum = Checkpoint.statedChecksum(in: checkpoint.bytes)
    return written.first { $0.checksum == checksum }
  }
}
