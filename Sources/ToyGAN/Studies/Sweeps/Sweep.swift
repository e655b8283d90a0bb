import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// A sweep: many runs, several at a time, in one folder that other processes may share.
public struct Sweep: Sendable {
  /// The runs, in the order of the tables.
  public private(set) var plan: [PlannedRun]
  /// The folder of the sweep.
  public let folder: SweepFolder
  /// The combinations that the plan leaves out because they cannot work.
  public let skipped: [SkippedCombination]
  /// The settings in which labels differ although the experiment does not name them.
  public let differences: [LabelDifference]
  /// How the plan of the folder has changed, in a sentence; nil if it has not.
  public let change: String?
  /// The trials of each label.
  let trials: [PlannedTrial]
  private(set) var shard: Shard?

  /// Plans the runs and writes the plan to the folder.
  ///
  /// `isResumed` allows a folder that already has a plan, of which the new one must have every run; a shard allows it
  /// too, because other shards may have started. A shard, or a sweep that `mayBePart`, may also have fewer runs than
  /// the folder: another process may have extended its plan. Throws `FileError` if the experiment or the folder
  /// cannot be used, and `InvalidCombinations` for combinations of settings that cannot work.
  public init(
    _ experiment: Experiment, in folder: URL, shard: Shard? = nil, isResumed: Bool = false,
    mayBePart: Bool = false
  ) throws {
    try self.init(
      experiment.planned(), in: SweepFolder(folder, registry: experiment.registry), shard: shard,
      isResumed: isResumed, mayBePart: mayBePart)
  }

  /// Writes a plan to the folder.
  init(
    _ planned: ExperimentPlan, in folder: SweepFolder, shard: Shard?, isResumed: Bool,
    mayBePart: Bool = false
  ) throws {
    (self.folder, self.shard) = (folder, shard)
    var plan = planned
    change = try folder.freeze(
      &plan, mayExist: isResumed || shard != nil, mayBePart: mayBePart || shard != nil)?.text
    (skipped, differences, trials) = (plan.skipped, plan.differences, plan.trials)
    self.plan = plan.runs
  }

  /// A sweep of runs that are chosen anew each time: its plan may lack runs that the folder has, which stay there.
  init(_ runs: [PlannedRun], in folder: SweepFolder) throws {
    self.folder = folder
    var plan = ExperimentPlan(runs: runs, skipped: [], differences: [])
    _ = try folder.freeze(&plan, mayExist: true, mayLose: true)
    (skipped, differences, trials, change) = ([], [], [], nil)
    self.plan = plan.runs
  }

  /// The sweep with the runs at some places of the plan, each up to a step, which all processes share without a
  /// shard.
  func only(_ places: [Int], pausingAt pause: Int?, shard: Shard?) -> Sweep {
    var copy = self
    copy.shard = shard
    copy.plan = places.map { place in
      var run = plan[place]
      run.pause = pause
      return run
    }
    return copy
  }

  /// Sentences for a user, each once: metrics that the target of some runs cannot have, and players of runs with a warm
  /// start that begin with random weights or a new optimizer.
  ///
  /// Throws as `Recipe` does.
  public func remarks() throws -> [String] {
    var (seen, lines): (Set<String>, [String]) = ([], [])
    for run in plan {
      let (configuration, node) = (run.configuration, run.configuration.node)
      let target = configuration.target.node.json
      // Without a warm start nothing depends on the players, so that many labels share one look.
      let keys =
        ["target", "evaluation"]
        + (configuration.start == nil ? [] : ["start", "method", "generator", "discriminator"])
      let key = keys.compactMap { node[$0]?.json }.joined(separator: " ")
      guard seen.insert(key).inserted else { continue }
      let ofTarget = try configuration.remarks(on: configuration.target.target())
        .map { "\($0) (target: \(target))" }
      let ofStart =
        try configuration.start == nil ? [] : Recipe(configuration).start?.remarks ?? []
      lines += (ofTarget + ofStart).filter { !lines.contains($0) }
    }
    return lines
  }

  /// The result of a sweep.
  public struct Result: Sendable {
    /// How each run ended, by the name of its folder.
    public var outcomes: [(id: String, outcome: Outcome)] = []
    /// The runs that could not be made, and why.
    public var failures: [(id: String, error: any Error)] = []
    /// Whether a stop was requested.
    public var isInterrupted = false
    /// Number of runs that had ended before.
    public var finishedBefore = 0

    /// Whether the tables were written; with shards, the last process writes them.
    public var hasTables = false

    /// Whether every run of the plan has ended, also those of other processes.
    public var hasEnded = false

    /// Whether any run was trained, by this or another process, since the sweep started.
    public var hasTrained: Bool { outcomes.count > finishedBefore }
    /// Whether there are runs and all of them diverged.
    public var hasOnlyDiverged: Bool {
      let ends = outcomes.map(\.outcome.status)
      return failures.isEmpty && !ends.isEmpty && ends.allSatisfy { $0 == "diverged" }
    }
  }

  /// A report of a worker's progress.
  public struct Event: Sendable {
    /// Number of the worker, from 0.
    public var worker: Int
    /// The run of the worker.
    public var run: PlannedRun
    /// The progress of the run; nil if it is unknown.
    public var progress: RunProgress?
    /// How the run ended, or nil while it is in progress.
    public var outcome: Outcome?
    /// Whether another process made the run.
    public var isElsewhere: Bool
    /// Number of runs that have ended, out of `total`.
    public var finished: Int
    /// Total number of runs.
    public var total: Int
    /// Number of runs that had ended before this start of the sweep.
    public var finishedBefore: Int
    /// Estimated seconds until the last run ends, from the measured speed of each label and the steps that are left
    /// of each run; nil while nothing was measured.
    public var secondsLeft: Double?
  }

  /// Makes every unfinished run, `workers` at a time, then the tables; with shards, which may be a
  /// thousand, the last process to end makes them.
  ///
  /// A run that diverges or fails does not stop the others, unless `failsFast` requests that all be
  /// interrupted once one fails. The sweep waits for runs that other processes train, and says so. `progress` is called
  /// from the workers' threads, one call at a time; so is `notice`, if a previous checkpoint is used in
  /// place of a damaged one. Throws `FileError` if the tables cannot be written.
  public func start(
    workers: Int = 1, failsFast: Bool = false,
    training make: @escaping TrainerFactory = { Trainer($0) },
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (Event) -> Void = { _ in },
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Result {
    AtomicFile.removeAbandoned(in: folder.url)
    var results = SweepResults(plan.map(\.id), in: folder)
    _ = results.refresh()
    let mine = plan.indices.filter { shard?.contains($0) ?? true }
    let trainer = SweepTrainer(
      folder: folder, training: make, interruption: Interruption(within: interruption),
      failsFast: failsFast, notice: notice)
    let queue = SweepQueue(
      runs: mine.map { plan[$0] }, results: mine.map { results.results[$0] }, workers: workers,
      trainer: trainer, progress: progress)
    queue.work()
    try folder.requireFolder()
    var result = queue.result(isInterrupted: interruption.isRequested)
    _ = results.refresh()
    result.hasEnded = zip(plan, results.results).allSatisfy { run, result in
      result.flatMap { run.outcome(in: $0.summary) } != nil
    }
    result.hasTables = shard == nil || result.hasEnded
    if result.hasTables { try SweepTables.write(in: folder) }
    return result
  }
}
