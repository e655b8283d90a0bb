import Foundation

/// Many runs, a few at a time, in one folder, which other processes may share.
public struct Sweep: Sendable {
  public let plan: [PlannedRun]
  public let folder: SweepFolder
  private let shard: Shard?

  /// Plans the runs and freezes the plan in the folder.
  ///
  /// `isResumed` allows a folder that holds the same plan; so does a shard, since its siblings may
  /// have begun. Throws `ConfigurationError` when the experiment or the folder cannot be used.
  public init(
    _ experiment: Experiment, in folder: URL, shard: Shard? = nil, isResumed: Bool = false
  ) throws(ConfigurationError) {
    plan = try experiment.plan()
    self.folder = SweepFolder(folder)
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

    /// Whether any run was trained, here or elsewhere, since it began.
    public var hasTrained: Bool { outcomes.count > finishedBefore }
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

  /// Makes every run that is not finished, `workers` at a time, then the tables.
  ///
  /// A run that diverges or fails does not stop the others, unless `failsFast` asks that they be put
  /// away once one fails. What another process trains is waited for. `progress` is called from the
  /// workers' threads, one at a time. Throws `ConfigurationError` when the tables cannot be written.
  public func start(
    workers: Int = 1, failsFast: Bool = false,
    training make: @escaping TrainerFactory = { try Trainer($0) },
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws -> Result {
    var results = SweepResults(plan.map { folder.run($0.id) })
    _ = results.refresh()
    let mine = plan.indices.filter { shard?.contains($0) ?? true }
    let trainer = SweepTrainer(
      folder: folder, training: make, interruption: Interruption(within: interruption),
      failsFast: failsFast)
    let queue = SweepQueue(
      runs: mine.map { plan[$0] }, results: mine.map { results.results[$0] }, workers: workers,
      trainer: trainer, progress: progress)
    queue.work()
    try SweepTables.write(plan: plan, folder: folder, results: &results)
    return queue.result(isInterrupted: interruption.isRequested)
  }
}
