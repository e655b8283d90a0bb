import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// One training from start, or from a checkpoint, to its outcome, kept in a folder.
public struct Run: Sendable {
  public let recipe: Recipe
  public let folder: RunFolder
  /// What tables and pictures call the run.
  public let label: String
  public var configuration: Configuration { recipe.configuration }
  /// What the folder says, where the run goes on from its checkpoint.
  private let kept: Configuration?

  /// A new run; makes its folder and writes its configuration, as `yaml` where that is known.
  ///
  /// Throws `FileError` when the folder holds anything or cannot be written.
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

  /// A run that goes on where its folder left off.
  ///
  /// With a `configuration`, that of the folder must be the same but for the number of steps,
  /// which may have grown; `steps` sets it. Throws `FileError` when the folder holds no
  /// run, or another one, with every setting that differs.
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
        allowed: "the settings of the run in \(folder.path), of which only steps may grow")
    }
    self.label = label ?? self.folder.record()?.label ?? type(of: wanted.method).name
    self.kept = kept
  }

  /// How the run ended, if there is nothing left to train.
  public var ended: Outcome? {
    guard kept != nil, let summary = folder.summary() else { return nil }
    if summary.status == "diverged" {
      return .diverged(step: summary.steps, quantity: summary.quantity ?? "a number")
    }
    return summary.isFinished && summary.steps >= configuration.steps ? .completed : nil
  }

  /// Trains until the steps are made, a number is no longer finite, or the user interrupts.
  ///
  /// A run that has ended is left as it is. `notice` is told in a line where the previous
  /// checkpoint stands in for the last. `isHeld` is asked before files are written: once the run is
  /// another process's they are left to it, and the run ends here as interrupted. Throws
  /// `FileError` when a file cannot be written, or there are checkpoints and none can be
  /// used.
  public func start(
    training make: TrainerFactory = { Trainer($0) },
    interruption: Interruption = Interruption(), progress: (RunProgress) -> Void = { _ in },
    notice: (String) -> Void = { _ in }, isHeld: @escaping () -> Bool = { true }
  ) throws -> Outcome {
    if let ended { return ended }
    let trainer = try make(recipe)
    let keptStep = try goOn(with: trainer, notice: notice)
    return try withoutActuallyEscaping(progress) { progress in
      let sitting = try RunSitting(
        run: self, trainer: trainer, keptStep: keptStep, interruption: interruption,
        isHeld: isHeld, progress: progress)
      return try sitting.trainToTheEnd()
    }
  }

  /// Restores what the folder kept; returns the step of its last checkpoint, if that is whole.
  private func goOn(with trainer: any RunTrainer, notice: (String) -> Void) throws -> Int? {
    guard let kept else { return nil }
    let last = try folder.lastCheckpoint()
    if let last { try trainer.restore(last.checkpoint) }
    if let line = last?.notice { notice(line) }
    // Nothing was written until here: the folder is usable.
    folder.removeLeftovers()
    if configuration.steps != kept.steps { try folder.write(configuration) }
    return last?.notice == nil ? last?.checkpoint.step : nil
  }
}
