import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// A training run from the start, or from a checkpoint, to its outcome, stored in a folder.
public struct Run: Sendable {
  /// The recipe to train.
  public let recipe: Recipe
  /// The folder of the run.
  public private(set) var folder: RunFolder
  /// The run's name in tables and figures.
  public let label: String
  /// The settings of the recipe.
  public var configuration: Configuration { recipe.configuration }
  /// The configuration in the folder, if the run continues from its checkpoint.
  private let kept: Configuration?

  /// Creates a new run: makes its folder and writes its configuration, as `yaml` if it is given.
  ///
  /// Files that the configuration reads are copied into the folder. Throws `FileError` if the folder is not empty
  /// or cannot be written, and `MachineError` if another process trains a run there.
  public init(
    _ configuration: Configuration, in folder: URL, label: String? = nil, yaml: String? = nil,
    registry: Registry = .standard
  ) throws {
    let recipe = try Recipe(configuration)
    let claim = try RunClaim.require(in: folder)
    do {
      try self.init(recipe, in: folder, label: label, yaml: yaml, registry: registry, claim: claim)
    } catch {
      claim.remove()
      throw error
    }
    claim.release()
    self.folder.claim = nil
  }

  /// Creates a new run under a claim, which the caller gives up.
  init(
    _ recipe: Recipe, in folder: URL, label: String?, yaml: String?, registry: Registry,
    claim: RunClaim
  ) throws {
    var place = try RunFolder.create(at: folder, registry: registry)
    place.claim = claim
    place.removeLeftovers()
    let configuration = recipe.configuration
    let inputs = try InputFile.all(of: configuration)
    for input in inputs { try place.put(input.bytes(), in: input.kind.nameInRun, durably: true) }
    self.recipe =
      inputs.isEmpty
      ? recipe
      : try Recipe(configuration.reading(inputs) { [place] in place.file($0.kind.nameInRun).path })
    self.label = label ?? type(of: configuration.method).name
    self.folder = place
    kept = nil
    // A path in the folder is relative to it.
    let stored = configuration.reading(inputs, from: \.kind.nameInRun).yaml
    try place.write(yaml: inputs.isEmpty ? yaml ?? stored : stored)
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
    try self.init(
      resuming: folder, as: configuration, steps: steps, label: label, registry: registry,
      claim: nil)
  }

  /// Continues a run, under a claim that the caller gives up, or under one that `start` takes.
  init(
    resuming folder: URL, as configuration: Configuration?, steps: Int?, label: String?,
    registry: Registry, claim: RunClaim?
  ) throws {
    self.folder = RunFolder(folder, registry: registry)
    self.folder.claim = claim
    try self.folder.requireRun()
    let kept = try self.folder.configuration()
    var wanted = configuration ?? kept
    wanted.steps = steps ?? wanted.steps
    wanted.evaluation.keepEarlierDefault(of: kept.evaluation)
    wanted = try Self.withKeptInputs(wanted, kept: kept)
    recipe = try Recipe(wanted)
    let changes = kept.changes(to: wanted).filter {
      $0.key != "steps" || wanted.steps < kept.steps
    }
    if let first = changes.first {
      let others = changes.dropFirst().map { ", \($0)" }.joined()
      throw SettingError(
        key: first.key, is: "changed, \(first.kept) -> \(first.wanted)\(others)",
        allowed: "the settings of the run in \(folder.path), of which only steps may be increased")
    }
    try Self.requireSameCourse(wanted, kept: kept)
    self.label = label ?? self.folder.record()?.label ?? type(of: wanted.method).name
    self.kept = kept
  }

  /// Throws `SettingError` if other steps would have changed the updates that are already made.
  private static func requireSameCourse(
    _ wanted: Configuration, kept: Configuration
  ) throws(SettingError) {
    guard wanted.steps != kept.steps, let schedule = kept.schedulesOverRun.first else { return }
    throw SettingError(
      key: "steps", value: "\(wanted.steps)",
      allowed: "\(kept.steps), because \(schedule) follows the whole run (its steps are run)")
  }

  /// A configuration that reads the files which the run has kept, if it wants the same ones.
  ///
  /// Throws `SettingError` if a file has other contents now.
  private static func withKeptInputs(
    _ wanted: Configuration, kept: Configuration
  ) throws -> Configuration {
    let old = try InputFile.all(of: kept)
    var result = wanted
    for new in try InputFile.all(of: wanted) {
      guard let own = old.first(where: { $0.kind == new.kind }), own.url != new.url else {
        continue
      }
      guard new.checksum == own.checksum else {
        throw SettingError(
          key: new.kind.key, value: "\(new.url.path) with checksum \(new.checksum)",
          allowed: "the file with which the run began, of checksum \(own.checksum)")
      }
      new.kind.set(own.url.path, in: &result)
    }
    return result
  }

  /// How the run ended; nil if there are steps left to train.
  public var ended: Outcome? {
    guard kept != nil, let summary = folder.wholeSummary() else { return nil }
    if summary.status == "diverged" {
      return .diverged(step: summary.steps, quantity: summary.quantity ?? "a number")
    }
    return summary.isFinished && summary.steps >= configuration.steps ? .completed : nil
  }

  /// Trains until all steps are complete, a value is no longer finite, or the user interrupts.
  ///
  /// A run that has ended does not change. `notice` receives a message if another checkpoint than the last is
  /// used. If another process takes over the run, for example because this one was suspended, this process
  /// writes no more files, and its run ends as interrupted. With `pause`, the run ends as interrupted at that step,
  /// an evaluation included, and can be continued: schedules are those of the whole run. Throws `MachineError` if
  /// another process trains the run or if a file cannot be written, and `FileError` if there are checkpoints but none is usable.
  public func start(
    training make: TrainerFactory = { Trainer($0) }, pausingAt pause: Int? = nil,
    interruption: Interruption = Interruption(), progress: (RunProgress) -> Void = { _ in },
    notice: (String) -> Void = { _ in }
  ) throws -> Outcome {
    if let ended {
      if folder.claim == nil { RunClaim.removeAbandoned(in: folder.url) }
      return ended
    }
    if folder.claim != nil {
      return try train(make, in: folder, pause, interruption, progress, notice)
    }
    var place = folder
    let (claim, stop) = (try RunClaim.require(in: folder.url), Interruption(within: interruption))
    place.claim = claim
    let keeper = ClaimKeeper()
    keeper.hold(claim, of: folder.url.path, lost: stop)
    do {
      // Another process may have ended the run before the claim.
      let outcome = try ended ?? train(make, in: place, pause, stop, progress, notice)
      keeper.stop()
      if outcome.isInterruption { claim.release() } else { claim.remove() }
      return outcome
    } catch {
      keeper.stop()
      claim.release()
      throw error
    }
  }

  /// Trains in a folder that this process has claimed.
  private func train(
    _ make: TrainerFactory, in place: RunFolder, _ pause: Int?, _ interruption: Interruption,
    _ progress: (RunProgress) -> Void, _ notice: (String) -> Void
  ) throws -> Outcome {
    // First, so that a process which lost the run has nothing left to rename.
    place.removeLeftovers()
    let trainer = try make(recipe)
    let keptStep = try restore(trainer, from: place, notice: notice)
    let tables = try place.ownTables(through: trainer.step, notice: notice)
    return try withoutActuallyEscaping(progress) { progress in
      let session = try RunSession(
        run: self, in: place, trainer: trainer, keptStep: keptStep, tables: tables,
        pause: pause, interruption: interruption, progress: progress)
      return try session.trainToTheEnd()
    }
  }

  /// Restores the state stored in the folder; returns the step of the last checkpoint if it is valid.
  private func restore(
    _ trainer: any RunTrainer, from place: RunFolder, notice: (String) -> Void
  ) throws -> Int? {
    guard let kept else { return nil }
    guard try place.configuration().changes(to: kept).isEmpty else {
      throw MachineError(
        place: place.url.path, problem: "another process has changed the configuration just now")
    }
    let last = try place.lastCheckpoint(coveredBy: EvaluationSchedule(kept))
    if let checkpoint = last?.checkpoint { try trainer.restore(checkpoint) }
    if let line = last?.notice { notice(line) }
    if let record = place.record(), last?.checkpoint != nil, record.engine != ToyGANVersion.engine {
      notice(
        "another version of toygan began this run; its numbers from here on are those of this version, which differ"
      )
    }
    if configuration.steps != kept.steps {
      // Only this setting changes: the others stay as they were written.
      let settings = try place.settings().setting(configuration.steps.node, at: "steps")
      try place.write(yaml: SettingsText.yaml(settings))
    }
    return last?.notice == nil ? last?.checkpoint?.step : nil
  }
}
