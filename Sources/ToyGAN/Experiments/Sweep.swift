import Foundation
import Synchronization

/// Many runs, a few at a time, in one folder.
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
  }

  /// Something that a worker did.
  public struct Event: Sendable {
    /// From 0.
    public var worker: Int
    public var run: PlannedRun
    public var progress: RunProgress?
    /// How the run ended, or nil while it goes on.
    public var outcome: Outcome?
    /// Runs ended, of so many.
    public var finished: Int
    public var total: Int
  }

  /// Makes every run that is not finished, `workers` at a time, then the tables.
  ///
  /// A run that diverges or fails does not stop the others. `progress` is called from the workers'
  /// threads, one at a time. Throws `ConfigurationError` when the tables cannot be written.
  public func start(
    workers: Int = 1, training make: @escaping TrainerFactory = { try Trainer($0) },
    interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws -> Result {
    let mine = plan.indices.filter { shard?.contains($0) ?? true }.map { plan[$0] }
    let workers = max(1, min(workers, mine.count))
    let queue = SweepQueue(
      runs: mine, workers: workers, folder: folder, training: make, interruption: interruption,
      progress: progress)
    let threads = (0..<workers).map { worker in
      Thread { queue.work(as: worker) }
    }
    for thread in threads {
      // Graphs of an unrolled method are walked by recursion, far deeper than 512 kB allow.
      thread.stackSize = 64 << 20
      queue.threads.enter()
      thread.start()
    }
    queue.threads.wait()
    try SweepTables(plan: plan, folder: folder).write()
    return queue.result(isInterrupted: interruption.isRequested)
  }
}

/// The runs that are left, and what became of the others; shared by the workers.
private final class SweepQueue: Sendable {
  private struct State {
    var order: WorkOrder
    var finished = 0
    var outcomes: [Int: Outcome] = [:]
    var failures: [Int: any Error] = [:]
  }
  private let state: Mutex<State>
  private let runs: [PlannedRun]
  private let watch = Stopwatch()
  private let folder: SweepFolder
  private let make: TrainerFactory
  private let interruption: Interruption
  private let progress: @Sendable (Sweep.Event) -> Void
  let threads = DispatchGroup()

  init(
    runs: [PlannedRun], workers: Int, folder: SweepFolder,
    training make: @escaping TrainerFactory, interruption: Interruption,
    progress: @escaping @Sendable (Sweep.Event) -> Void
  ) {
    (self.runs, self.folder, self.make) = (runs, folder, make)
    (self.interruption, self.progress) = (interruption, progress)
    state = Mutex(State(order: WorkOrder(runs, workers: workers)))
  }

  /// Makes one run after another until none is left.
  func work(as worker: Int) {
    defer { threads.leave() }
    while !interruption.isRequested,
      let job = state.withLock({ $0.order.next(for: worker, at: watch.seconds) })
    {
      let (place, start) = (job.place, watch.seconds)
      do {
        let outcome = try make(runs[place], as: worker)
        end(place, worker, outcome) {
          $0.outcomes[place] = outcome
          $0.order.end(job, after: self.watch.seconds - start)
        }
      } catch {
        end(place, worker, nil) { $0.failures[place] = error }
      }
    }
  }

  private func make(_ planned: PlannedRun, as worker: Int) throws -> Outcome {
    let place = folder.run(planned.id)
    let run =
      RunFolder(place).exists
      ? try Run(resuming: place, label: planned.label)
      : try Run(planned.configuration, in: place, label: planned.label)
    return try run.start(training: make, interruption: interruption) { progress in
      report(worker, planned, progress, nil)
    }
  }

  private func end(
    _ place: Int, _ worker: Int, _ outcome: Outcome?, record: (inout State) -> Void
  ) {
    state.withLock { state in
      record(&state)
      state.finished += 1
    }
    report(worker, runs[place], nil, outcome)
  }

  private func report(
    _ worker: Int, _ run: PlannedRun, _ progress: RunProgress?, _ outcome: Outcome?
  ) {
    // Under the lock, so that two workers never draw at once.
    state.withLock { state in
      self.progress(
        Sweep.Event(
          worker: worker, run: run, progress: progress, outcome: outcome,
          finished: state.finished, total: runs.count))
    }
  }

  func result(isInterrupted: Bool) -> Sweep.Result {
    state.withLock { state in
      var result = Sweep.Result()
      for (place, run) in runs.enumerated() {
        if let outcome = state.outcomes[place] { result.outcomes.append((run.id, outcome)) }
        if let error = state.failures[place] { result.failures.append((run.id, error)) }
      }
      // A request that came after the last run had ended interrupted nothing.
      let stopped = result.outcomes.contains { $0.outcome.status == "interrupted" }
      result.isInterrupted = isInterrupted && (stopped || state.finished < runs.count)
      return result
    }
  }
}
