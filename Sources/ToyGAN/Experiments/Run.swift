import Foundation

/// One training from start, or from a checkpoint, to its outcome, kept in a folder.
public struct Run: Sendable {
  public let configuration: Configuration
  public let folder: RunFolder
  /// What tables and pictures call the run.
  public let label: String
  /// Whether to go on from the folder's checkpoint.
  private let isResumed: Bool

  /// A new run; makes its folder and writes its configuration.
  ///
  /// Throws `ConfigurationError` when the folder holds anything or cannot be written.
  public init(
    _ configuration: Configuration, in folder: URL, label: String? = nil
  ) throws(ConfigurationError) {
    try configuration.validate()
    self.configuration = configuration
    self.label = label ?? type(of: configuration.method).name
    self.folder = try RunFolder.create(at: folder)
    isResumed = false
    try self.folder.write(configuration)
  }

  /// A run that goes on where its folder left off.
  ///
  /// With a `configuration`, that of the folder must be the same but for the number of steps,
  /// which may have grown; `steps` sets it. Throws `ConfigurationError` when the folder holds no
  /// run, or another one.
  public init(
    resuming folder: URL, as configuration: Configuration? = nil, steps: Int? = nil,
    label: String? = nil
  ) throws(ConfigurationError) {
    self.folder = RunFolder(folder)
    try self.folder.requireRun()
    let kept = try self.folder.configuration()
    var wanted = configuration ?? kept
    wanted.steps = steps ?? wanted.steps
    try wanted.validate()
    if let key = wanted.firstDifference(from: kept, except: "steps") {
      throw ConfigurationError(
        key: key, value: "another value than the run in \(folder.path) has",
        allowed: "the same settings with --resume, but for steps")
    }
    self.configuration = wanted
    self.label = label ?? self.folder.record()?.label ?? type(of: wanted.method).name
    isResumed = true
    if wanted.steps != kept.steps { try self.folder.write(wanted) }
  }

  /// Trains until the steps are made, a number is no longer finite, or the user interrupts.
  ///
  /// A run that is already finished is left as it is. Throws `ConfigurationError` when a file
  /// cannot be written or the checkpoint does not fit.
  public func start(
    training make: TrainerFactory = { try Trainer($0) },
    interruption: Interruption = Interruption(), progress: (RunProgress) -> Void = { _ in }
  ) throws -> Outcome {
    if let outcome = finished() { return outcome }
    let trainer = try make(configuration)
    if isResumed, let checkpoint = try folder.checkpoint() { try trainer.restore(checkpoint) }
    return try withoutActuallyEscaping(progress) { progress in
      let sitting = try RunSitting(
        run: self, trainer: trainer, interruption: interruption, progress: progress)
      return try sitting.trainToTheEnd()
    }
  }

  private func finished() -> Outcome? {
    guard isResumed, let summary = folder.summary() else { return nil }
    if summary.status == "diverged" {
      return .diverged(step: summary.steps, quantity: summary.quantity ?? "a number")
    }
    return summary.isFinished && summary.steps >= configuration.steps ? .completed : nil
  }
}
