import Foundation

/// The speeds of the runs that a process trains, and the time that is left.
struct SweepClock: Sendable {
  /// The run of a worker.
  private struct Active: Sendable {
    var place: Int
    /// When it was started, and from which step.
    var start: (step: Double, time: Double)
    /// The first report, after everything was prepared; nil before.
    var first: (step: Double, time: Double)?
    var last: (step: Double, time: Double)
  }

  /// Seconds of training after which the speed of a run in progress counts.
  private static let leastTime = 0.5

  private let runs: [PlannedRun]
  /// Steps that a run had made before this process began, by index.
  private let made: [Int: Int]
  /// Floating-point operations of a step, by label.
  private var operations: [String: Double] = [:]
  /// One run of each label that ended before, for labels that this process has not measured.
  private let earlier: [(label: String, steps: Double, seconds: Double)]
  private var measured = SweepForecast()
  private var active: [Int: Active] = [:]
  private var forecast: (seconds: Double, time: Double)?

  /// The clock of runs of which some had ended, and others had been begun.
  init(_ runs: [PlannedRun], results: [RunResult?], left: [Int], in folder: SweepFolder) {
    self.runs = runs
    var (made, earlier, seen) = ([Int: Int](), [(String, Double, Double)](), Set<String>())
    for place in left where results[place] != nil || RunFolder(folder.run(runs[place].id)).exists {
      made[place] = RunFolder(folder.run(runs[place].id)).lastEvaluation
    }
    let isLeft = Set(left)
    for place in runs.indices where !isLeft.contains(place) {
      guard let summary = results[place]?.summary, seen.insert(runs[place].label).inserted,
        let seconds = RunFolder(folder.run(runs[place].id)).record()?.seconds
      else { continue }
      earlier.append((runs[place].label, Double(summary.steps), seconds))
    }
    (self.made, self.earlier) = (made, earlier)
  }

  /// Sets the operations of whole runs by label.
  mutating func count(_ jobs: [RunScheduler.Job]) {
    for job in jobs {
      operations[job.label] =
        job.operations / Double(max(1, runs[job.place].configuration.steps))
    }
  }

  mutating func begin(_ place: Int, worker: Int, at now: Double) {
    let start = (Double(made[place] ?? 0), now)
    active[worker] = Active(place: place, start: start, last: start)
  }

  mutating func note(_ step: Int, worker: Int, at now: Double) {
    active[worker]?.last = (Double(step), now)
    if active[worker]?.first == nil { active[worker]?.first = (Double(step), now) }
  }

  /// Forgets a worker's run, which was not trained to its end here.
  mutating func drop(worker: Int) {
    active[worker] = nil
    forecast = nil
  }

  /// Records the end of a worker's run at a step.
  mutating func end(worker: Int, step: Int, at now: Double) {
    guard let run = active.removeValue(forKey: worker) else { return }
    let label = runs[run.place].label
    measured.add(
      steps: Double(step) - run.start.step, in: now - run.start.time,
      of: label, operations: operations[label] ?? 0)
    forecast = nil
  }

  /// The seconds until all runs have ended, computed again once a second; `elsewhere` are those that other
  /// processes train.
  mutating func secondsLeft(
    waiting places: () -> [Int], elsewhere: [Int], workers: Int, at now: Double
  ) -> Double? {
    if let forecast, now - forecast.time < 1 {
      return max(0, forecast.seconds - (now - forecast.time))
    }
    var speeds = measured
    for worker in active.keys.sorted() {
      guard let run = active[worker], let first = run.first,
        run.last.time - first.time >= Self.leastTime
      else { continue }
      let label = runs[run.place].label
      speeds.add(
        steps: run.last.step - first.step, in: run.last.time - first.time, of: label,
        operations: operations[label] ?? 0)
    }
    for run in earlier where !speeds.knows(run.label) {
      speeds.add(
        steps: run.steps, in: run.seconds, of: run.label, operations: operations[run.label] ?? 0)
    }
    let running = active.keys.sorted().compactMap { active[$0] }.map { run in
      self.run(run.place, from: run.last.step)
    }
    let others = elsewhere.map { self.run($0, from: Double(made[$0] ?? 0)) }
    let seconds = speeds.secondsLeft(
      running: running + others, waiting: places().map { run($0, from: Double(made[$0] ?? 0)) },
      workers: workers + others.count)
    forecast = seconds.map { ($0, now) }
    return seconds
  }

  private func run(_ place: Int, from step: Double) -> SweepForecast.Run {
    let run = runs[place]
    return SweepForecast.Run(
      label: run.label, stepsLeft: max(0, Double(run.goal) - step),
      operations: operations[run.label] ?? 0)
  }
}

extension RunFolder {
  /// The step of the trajectory's last row; 0 if there is none.
  var lastEvaluation: Int { (try? trajectory())?.steps.last ?? 0 }
}
