import Foundation
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// Many runs, a few at a time, in one folder, which other processes may share.
public struct Sweep: Sendable {
  public let plan: [PlannedRun]
  public let folder: SweepFolder
  private let shard: Shard?

  /// Plans the runs and freezes the plan in the folder.
  ///
  /// `isResumed` allows a folder that holds the same plan; so does a shard, since its siblings may
  /// have begun. Throws `FileError` when the experiment or the folder cannot be used.
  public init(
    _ experiment: Experiment, in folder: URL, shard: Shard? = nil, isResumed: Bool = false
  ) throws {
    plan = try experiment.plan()
    self.folder = SweepFolder(folder, registry: experiment.registry)
    self.shard = shard
    try self.folder.freeze(plan, mayExist: isResumed || shard != nil)
  }

  /// How a sweep went.
  public struct Result: Sendable {
    public var outcomes: [(id: String, outcome: Outcome)] = []
    public var failures: [(id: String, error: any Error)] = []
    public var isInterrupted = false
    /// Runs that had ended before.
    public var finishedBefore = 0

    /// Whether the tables were made; a shard leaves that to the last one.
    public var hasTables = false

    /// Whether any run was trained, here or elsewhere, since it began.
    public var hasTrained: Bool { outcomes.count > finishedBefore }
    /// Whether there are runs, and none of them came to another end than divergence.
    public var hasOnlyDiverged: Bool {
      let ends = outcomes.map(\.outcome.status)
      return failures.isEmpty && !ends.isEmpty && ends.allSatisfy { $0 == "diverged" }
    }
  }

  /// Something that a worker did.
  public struct Event: Sendable {
    /// From 0.
    public var worker: Int
    public var run: PlannedRun
    public var progress: RunProgress?
    /// How the run ended, or nil while it goes on.
    public var outcome: Outcome?
    /// Whether another process made the run.
    public var isElsewhere: Bool
    /// Runs ended, of so many.
    public var finished: Int
    public var total: Int
    /// Of those ended, how many before the sweep began this time.
    public var finishedBefore: Int
  }

  /// Makes every run that is not finished, `workers` at a time, then the tables; of shards, which may
  /// be a thousand, the one that ends last makes them.
  ///
  /// A run that diverges or fails does not stop the others, unless `failsFast` asks that they be put
  /// away once one fails. What another process trains is waited for. `progress` is called from the
  /// workers' threads, one at a time; `notice` from them too, where a previous checkpoint stands in for a
  /// damaged one. Throws `FileError` when the tables cannot be written.
  public func start(
    workers: Int = 1, failsFast: Bool = false,
    training make: @escaping TrainerFactory = { Trainer($0) },
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (Event) -> Void = { _ in },
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Result {
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
    var result = queue.result(isInterrupted: interruption.isRequested)
    _ = results.refresh()
    result.hasTables = shard == nil || results.unfinished(of: plan) == 0
    if result.hasTables {
      try SweepTables.write(plan: plan, folder: folder, results: &results)
    }
    return result
  }
}
