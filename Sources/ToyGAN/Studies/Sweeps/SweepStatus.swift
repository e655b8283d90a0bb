import Foundation
import ToyGANFiles
import ToyGANSettings

/// The current state of the runs of a sweep, read from their folders.
public struct SweepStatus: Sendable {
  /// A run that a process trains.
  public struct Running: Codable, Sendable {
    /// Name of the run's folder.
    public var run: String
    /// Name of the run in tables.
    public var label: String
    /// Seed of its random numbers.
    public var seed: UInt64
    /// Name of the machine on which it is trained.
    public var host: String
    /// Number (PID) of the process that trains it.
    public var pid: Int32
    /// Seconds since the last heartbeat of the process.
    public var heartbeatAge: Double
    /// The step of the last evaluation, and the total number of steps.
    public var step: Int
    /// Total number of generator updates.
    public var steps: Int
  }

  /// A run that could not be made.
  public struct Failed: Codable, Sendable {
    /// Name of the run's folder.
    public var run: String
    /// Name of the run in tables.
    public var label: String
    /// Seed of its random numbers.
    public var seed: UInt64
    /// The reason why it could not be made.
    public var reason: String
  }

  /// Number of runs in the plan.
  public private(set) var total = 0
  /// Number of completed runs.
  public private(set) var done = 0
  /// Number of runs that diverged.
  public private(set) var diverged = 0
  /// Number of runs that were interrupted or killed; they can be resumed from their checkpoints.
  public private(set) var interrupted = 0
  /// Number of runs that have not started.
  public private(set) var waiting = 0
  /// Runs that are being trained now.
  public private(set) var running: [Running] = []
  /// Runs that could not be made.
  public private(set) var failed: [Failed] = []
  /// Estimated time left, from the measured speed of each label, the steps that are left of each run, and the
  /// number of runs in progress, at least one; nil if nothing was measured.
  public private(set) var secondsLeft: Double?

  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  public init(_ folder: SweepFolder) throws {
    let plan = try folder.planned(PlanFile.Line.self)
    let places = plan.inChunks(of: 64).inParallel { runs in
      runs.map { ($0, Place(of: $0, in: folder.run($0.run))) }
    }.flatMap(\.self)
    var forecast = SweepForecast()
    for (planned, place) in places {
      count(planned, place)
      guard let work = place.work else { continue }
      forecast.add(steps: work.steps, in: work.seconds, of: planned.label)
    }
    secondsLeft = Self.secondsLeft(places, forecast, in: folder)
  }

  private static func secondsLeft(
    _ places: [(PlanFile.Line, Place)], _ measured: SweepForecast, in folder: SweepFolder
  ) -> Double? {
    var forecast = measured
    var operations: [String: Double] = [:]
    let left = places.filter { $1.stepsLeft(of: $0.steps) > 0 }
    let isKnown = left.allSatisfy { forecast.knows($0.0.label) }
    if !isKnown, places.contains(where: { forecast.knows($0.0.label) }) {
      operations = OperationCounts.perStep(of: places.map(\.0.label), in: folder)
      // Again, now with the operations that were done.
      forecast = SweepForecast()
      for (planned, place) in places {
        guard let work = place.work else { continue }
        forecast.add(
          steps: work.steps, in: work.seconds, of: planned.label,
          operations: operations[planned.label] ?? 0)
      }
    }
    func runs(_ isIncluded: (Place) -> Bool) -> [SweepForecast.Run] {
      left.filter { isIncluded($0.1) }.map { planned, place in
        SweepForecast.Run(
          label: planned.label, stepsLeft: place.stepsLeft(of: planned.steps),
          operations: operations[planned.label] ?? 0)
      }
    }
    let running = runs(\.isRunning)
    return forecast.secondsLeft(
      running: running, waiting: runs { !$0.isRunning }, workers: max(1, running.count))
  }

  private mutating func count(_ planned: PlanFile.Line, _ place: Place) {
    total += 1
    switch place.state {
    case .ended(let isDiverged):
      if isDiverged { diverged += 1 } else { done += 1 }
    case .running(let holder, let age, let step):
      running.append(
        Running(
          run: planned.run, label: planned.label, seed: planned.seed,
          host: holder?.host ?? "unknown", pid: holder?.pid ?? 0, heartbeatAge: age, step: step,
          steps: planned.configuration.steps))
    case .failed(let reason):
      failed.append(
        Failed(run: planned.run, label: planned.label, seed: planned.seed, reason: reason))
    case .interrupted: interrupted += 1
    case .waiting: waiting += 1
    }
  }
}

/// The state of one run.
private struct Place: Sendable {
  enum State: Sendable {
    case waiting
    case running(ProcessIdentity?, heartbeatAge: Double, step: Int)
    case interrupted(step: Int)
    case failed(reason: String)
    case ended(isDiverged: Bool)
  }

  let state: State
  /// The steps that the run has made, and the time that they took; nil if that is not known.
  let work: (steps: Double, seconds: Double)?

  init(of planned: PlanFile.Line, in folder: URL) {
    let run = RunFolder(folder)
    if let summary = run.summary(), let outcome = summary.outcome(of: planned.steps) {
      state = .ended(isDiverged: outcome.status == "diverged")
      work = run.record().map { (Double(summary.steps), $0.seconds) }
    } else if let last = ClaimHolder.last(in: folder), last.holder.isAlive(in: folder) {
      let step = run.lastEvaluation
      state = .running(last.holder.process, heartbeatAge: last.holder.age(in: folder), step: step)
      work = run.workSoFar(through: step, isFirstSession: last.generation == 0)
    } else if let failure = RunFailure(in: folder) {
      (state, work) = (.failed(reason: failure.reason), nil)
    } else if run.exists {
      state = .interrupted(step: run.lastEvaluation)
      work = run.record().map { (Double($0.step), $0.seconds) }
    } else {
      (state, work) = (.waiting, nil)
    }
  }

  var isRunning: Bool {
    if case .running = state { true } else { false }
  }

  /// The steps that are left of a run of `steps` steps.
  func stepsLeft(of steps: Int) -> Double {
    switch state {
    case .ended: 0
    case .waiting, .failed: Double(steps)
    case .running(_, _, let step), .interrupted(let step): Double(max(0, steps - step))
    }
  }
}

extension RunFolder {
  /// The steps of a run in its first session, which has no record of its time yet, and the time from the first
  /// file to the last evaluation by the clock of the file system.
  fileprivate func workSoFar(
    through step: Int, isFirstSession: Bool
  ) -> (steps: Double, seconds: Double)? {
    guard isFirstSession, step > 0, record()?.seconds == 0,
      let start = Self.modification(file("config.yaml")),
      let end = Self.modification(file(Trajectory.file)), end > start
    else { return nil }
    return (Double(step), end - start)
  }

  private static func modification(_ file: URL) -> Double? {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    return Double(status.st_mtim.tv_sec) + 1e-9 * Double(status.st_mtim.tv_nsec)
  }
}

extension SweepStatus {
  /// The complete status as JSON.
  public var json: String {
    JSONText.of(
      Report(
        runs: total, done: done, diverged: diverged, interrupted: interrupted, waiting: waiting,
        running: running, failed: failed, secondsLeft: secondsLeft))
  }

  private struct Report: Encodable {
    var runs: Int
    var done: Int
    var diverged: Int
    var interrupted: Int
    var waiting: Int
    var running: [Running]
    var failed: [Failed]
    var secondsLeft: Double?
  }
}
