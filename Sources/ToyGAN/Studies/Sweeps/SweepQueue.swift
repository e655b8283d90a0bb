import Foundation
import Synchronization
import ToyGANFiles
import ToyGANTraining

/// The remaining runs and the outcomes of the others, shared by the workers.
final class SweepQueue: Sendable {
  private struct State {
    var order: RunScheduler
    var clock: SweepClock
    /// Indices of runs that other processes were training at the last check.
    var elsewhere: [Int] = []
    /// When to say again whom the sweep waits for, in seconds since its start.
    var nextWaitingNotice = 0.0
    var finished = 0
    var outcomes: [Int: Outcome] = [:]
    var failures: [Int: any Error] = [:]
  }
  private let state: Mutex<State>
  private let runs: [PlannedRun]
  private let workers: Int
  private let finishedBefore: Int
  private let trainer: SweepTrainer
  private let progress: @Sendable (Sweep.Event) -> Void
  private let watch = Stopwatch()

  /// `results` are those of the runs, by index, if they exist.
  init(
    runs: [PlannedRun], results: [RunResult?], workers: Int, trainer: SweepTrainer,
    progress: @escaping @Sendable (Sweep.Event) -> Void
  ) {
    self.runs = runs
    self.trainer = trainer
    self.progress = progress
    var outcomes: [Int: Outcome] = [:]
    for place in runs.indices {
      outcomes[place] = results[place].flatMap { runs[place].outcome(in: $0.summary) }
    }
    for place in runs.indices where outcomes[place] != nil {
      RunClaim.removeAbandoned(in: trainer.folder.run(runs[place].id))
    }
    let left = runs.indices.filter { outcomes[$0] == nil }
    self.workers = max(1, min(workers, left.count))
    finishedBefore = outcomes.count
    let order = RunScheduler(runs, at: left, workers: self.workers)
    var clock = SweepClock(runs, results: results, left: left, in: trainer.folder)
    clock.count(order.left)
    var start = State(order: order, clock: clock)
    (start.outcomes, start.finished) = (outcomes, outcomes.count)
    state = Mutex(start)
  }

  /// Makes the runs, and returns when none is left or when the sweep is interrupted.
  func work() {
    let threads = DispatchGroup()
    for worker in 0..<workers {
      threads.enter()
      let thread = Thread { [self] in
        work(as: worker)
        threads.leave()
      }
      // The graphs of an unrolled method are traversed by recursion, which needs far more stack than 512 kB.
      thread.stackSize = 64 << 20
      thread.start()
    }
    threads.wait()
    trainer.keeper.stop()
  }

  /// Makes one run after another until none is left, then checks the runs that other processes train.
  private func work(as worker: Int) {
    while !trainer.interruption.isRequested {
      if let job = state.withLock({ $0.order.next(for: worker, at: watch.seconds) }) {
        let start = watch.seconds
        let isTrained = make(job.place, as: worker)
        if isTrained {
          state.withLock { $0.order.end(job, after: watch.seconds - start) }
        }
      } else if let place = state.withLock({ $0.elsewhere.popLast() }) {
        _ = make(place, as: worker)
        sayWhomItWaitsFor()
        if state.withLock({ $0.elsewhere.first == place }) { usleep(SweepQueue.pause) }
      } else {
        return
      }
    }
  }

  /// Says, at once and then every minute, which processes train the runs that are left.
  private func sayWhomItWaitsFor() {
    let waiting: [Int] = state.withLock { state in
      guard !state.elsewhere.isEmpty, watch.seconds >= state.nextWaitingNotice else { return [] }
      state.nextWaitingNotice = watch.seconds + 60
      return state.elsewhere.sorted()
    }
    for place in waiting {
      let run = runs[place]
      guard let holder = ClaimHolder.last(in: trainer.folder.run(run.id))?.holder else { continue }
      let sign = holder.lastSign(in: trainer.folder.run(run.id))
      trainer.notice(
        "waiting for run \(run.id): \(holder.description) trains it; its last sign of life was "
          + "\(sign), and without another one for \(DecimalText.fixed(RunClaim.limit, 0)) s "
          + "this process takes over")
    }
  }

  /// Microseconds between two checks of a run that another process trains.
  private static let pause: UInt32 = 300_000

  /// Returns false if the run was not completed here.
  private func make(_ place: Int, as worker: Int) -> Bool {
    state.withLock { $0.clock.begin(place, worker: worker, at: watch.seconds) }
    let attempt = trainer.attempt(runs[place]) { [self] progress in
      report(worker, place, progress, nil)
    }
    switch attempt {
    case .ended(let outcome):
      end(place, worker, outcome) { $0.outcomes[place] = outcome }
      return true
    case .endedElsewhere(let outcome):
      end(place, worker, outcome, isElsewhere: true) { $0.outcomes[place] = outcome }
      return false
    case .failed(let error):
      end(place, worker, nil) { $0.failures[place] = error }
      return false
    case .elsewhere:
      state.withLock { state in
        state.elsewhere.insert(place, at: 0)
        state.clock.drop(worker: worker)
      }
      return false
    }
  }

  private func end(
    _ place: Int, _ worker: Int, _ outcome: Outcome?, isElsewhere: Bool = false,
    record: (inout State) -> Void
  ) {
    state.withLock { state in
      record(&state)
      state.finished += 1
      if let outcome, !isElsewhere {
        state.clock.end(
          worker: worker, step: outcome.step(of: runs[place].configuration), at: watch.seconds)
      } else {
        state.clock.drop(worker: worker)
      }
    }
    report(worker, place, nil, outcome, isElsewhere: isElsewhere)
  }

  private func report(
    _ worker: Int, _ place: Int, _ progress: RunProgress?, _ outcome: Outcome?,
    isElsewhere: Bool = false
  ) {
    // Under the lock, so that two workers never draw at the same time.
    state.withLock { state in
      let now = watch.seconds
      if let progress { state.clock.note(progress.step, worker: worker, at: now) }
      let left = state.clock.secondsLeft(
        waiting: { state.order.left.map(\.place) }, elsewhere: state.elsewhere, workers: workers,
        at: now)
      self.progress(
        Sweep.Event(
          worker: worker, run: runs[place], progress: progress, outcome: outcome,
          isElsewhere: isElsewhere, finished: state.finished, total: runs.count,
          finishedBefore: finishedBefore, secondsLeft: left))
    }
  }

  func result(isInterrupted: Bool) -> Sweep.Result {
    state.withLock { state in
      var result = Sweep.Result()
      result.finishedBefore = finishedBefore
      for (place, run) in runs.enumerated() {
        if let outcome = state.outcomes[place] { result.outcomes.append((run.id, outcome)) }
        if let error = state.failures[place] { result.failures.append((run.id, error)) }
      }
      // A request that came after the last run had ended did not interrupt anything.
      let stopped = state.outcomes.contains { place, outcome in
        outcome.isInterruption && !runs[place].waits(after: outcome)
      }
      result.isInterrupted = isInterrupted && (stopped || state.finished < runs.count)
      return result
    }
  }
}
