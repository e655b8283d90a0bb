import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// A training run from the start, or from a checkpoint, to its outcome, stored in a folder.
public struct Run: Sendable {
  /// The recipe to train.
  public let recipe: Recipe
  /// The folder of the run.
  public let folder: RunFolder
  /// The run's name in tables and figures.
  public let label: String
  /// The settings of the recipe.
  public var configuration: Configuration { recipe.configuration }
  /// The configuration in the folder, if the run continues from its checkpoint.
  private let kept: Configuration?

  /// Creates a new run: makes its folder and writes its configuration, as `yaml` if it is given.
  ///
  /// Throws `FileError` if the folder is not empty or cannot be written.
  public init(
    _ configuration: Configuration, in folder: URL, label: String? = nil, yaml: String? = nil,
    registry: Registry = .standard
  ) throws {
    recipe = try Recipe(configuration)
    self.label = label ?? type(of: configuration.method).name
    self.folder = try RunFolder.create(at: folder, registry: registry)
    kept = nil
    try self.folder.write(configuration, as: yaml)
  }

  /// Continues the run that is stored in a folder.
  ///
  /// If a `configuration` is given, it must equal that of the folder except for the number of steps, which
  /// may be larger; `steps` sets that number. Throws `FileError` if the folder contains no run, or a
  /// different run, and lists every setting that differs.
  public init(
    resuming folder: URL, as configuration: Configuration? = nil, steps: Int? = nil,
    label: String? = nil, registry: Registry = .standard
  ) throws {
    self.folder = RunFolder(folder, registry: registry)
    try self.folder.requireRun()
    let kept = try self.folder.configuration()
    var wanted = configuration ?? kept
    wanted.steps = steps ?? wanted.steps
    recipe = try Recipe(wanted)
    let changes = kept.changes(to: wanted).filter {
      $0.key != "steps" || wanted.steps < kept.steps
    }
    if let first = changes.first {
      let others = changes.dropFirst().map { ", \($0)" }.joined()
      throw SettingError(
        key: first.key, value: "\(first.kept) -> \(first.wanted)\(others)",
        allowed: "the settings of the run in \(folder.path), of which only steps may be increased")
    }
    self.label = label ?? self.folder.record()?.label ?? type(of: wanted.method).name
    self.kept = kept
  }

  /// How the run ended; nil if there are steps left to train.
  public var ended: Outcome? {
    guard kept != nil, let summary = folder.summary() else { return nil }
    if summary.status == "diverged" {
      return .diverged(step: summary.steps, quantity: summary.quantity ?? "a number")
    }
    return summary.isFinished && summary.steps >= configuration.steps ? .completed : nil
  }

  /// Trains until all steps are complete, a value is no longer finite, or the user interrupts.
  ///
  /// A run that has ended does not change. `notice` receives a message if the previous checkpoint is used
  /// in place of the last. `isHeld` is called before files are written: if another process has taken over
  /// the run, this process writes no more files and its run ends as interrupted. Throws `FileError` if a
  /// file cannot be written, or if there are checkpoints but none is usable.
  public func start(
    training make: TrainerFactory = { Trainer($0) },
    interruption: Interruption = Interruption(), progress: (RunProgress) -> Void = { _ in },
    notice: (String) -> Void = { _ in }, isHeld: @escaping () -> Bool = { true }
  ) throws -> Outcome {
    if let ended { return ended }
    let trainer = try make(recipe)
    let keptStep = try restore(with: trainer, notice: notice)
    return try withoutActuallyEscaping(progress) { progress in
      let session = try RunSession(
        run: self, trainer: trainer, keptStep: keptStep, interruption: interruption,
        isHeld: isHeld, progress: progress)
      return try session.trainToTheEnd()
    }
  }

  /// Restores the state stored in the folder; returns the step of the last checkpoint if it is valid.
  private func restore(with trainer: any RunTrainer, notice: (String) -> Void) throws -> Int? {
    guard let kept else { return nil }
    let last = try folder.lastCheckpoint()
    if let last { try trainer.restore(last.checkpoint) }
    if let line = last?.notice { notice(line) }
    // Nothing has been written so far: by now the folder is known to be usable.
    folder.removeLeftovers()
    if configuration.steps != kept.steps { try folder.write(configuration) }
    return last?.notice == nil ? last?.checkpoint.step : nil
  }
}
