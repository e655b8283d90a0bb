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
  /// Estimated time left, from the speed of the runs that have ended and the number of runs in progress, at
  /// least one; nil if no run has ended.
  public private(set) var secondsLeft: Double?

  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  public init(_ folder: SweepFolder) throws {
    let plan = try folder.planned(PlanFile.Line.self)
    let places = plan.inChunks(of: 64).inParallel { runs in
      runs.map { ($0, Place(of: $0, in: folder.run($0.run))) }
    }.flatMap(\.self)
    var pace = SweepPace()
    for (planned, place) in places {
      count(planned, place)
      if case .ended(_, let seconds?) = place { pace.add(seconds, of: planned.label) }
    }
    secondsLeft = pace.secondsLeft(
      places.map { ($0.label, $1.shareLeft(of: $0.configuration.steps)) }, atOnce: running.count)
  }

  private mutating func count(_ planned: PlanFile.Line, _ place: Place) {
    total += 1
    switch place {
    case .ended(let isDiverged, _):
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
private enum Place: Sendable {
  case waiting
  case running(ProcessIdentity?, heartbeatAge: Double, step: Int)
  case interrupted(step: Int)
  case failed(reason: String)
  case ended(isDiverged: Bool, seconds: Double?)

  init(of planned: PlanFile.Line, in folder: URL) {
    let (run, steps) = (RunFolder(folder), planned.configuration.steps)
    if let outcome = run.summary()?.outcome(of: steps) {
      self = .ended(isDiverged: outcome.status == "diverged", seconds: run.record()?.seconds)
    } else if let holder = ClaimHolder.last(in: folder)?.holder, holder.isAlive(in: folder) {
      self = .running(
        holder.process, heartbeatAge: holder.age(in: folder), step: run.lastEvaluation)
    } else if let failure = RunFailure(in: folder) {
      self = .failed(reason: failure.reason)
    } else {
      self = run.exists ? .interrupted(step: run.lastEvaluation) : .waiting
    }
  }

  /// The fraction of a run of `steps` steps that is left, from 0 to 1.
  func shareLeft(of steps: Int) -> Double {
    switch self {
    case .ended: 0
    case .waiting, .failed: 1
    case .running(_, _, let step), .interrupted(let step):
      max(0, 1 - Double(step) / Double(max(1, steps)))
    }
  }
}

extension RunFolder {
  /// The step of the trajectory's last row; 0 if there is none.
  fileprivate var lastEvaluation: Int { (try? trajectory())?.steps.last ?? 0 }
}

/// Durations of the runs that have ended.
private struct SweepPace {
  private var byLabel: [String: (seconds: Double, runs: Double)] = [:]
  private var all = (seconds: 0.0, runs: 0.0)

  mutating func add(_ seconds: Double, of label: String) {
    let before = byLabel[label] ?? (0, 0)
    byLabel[label] = (before.seconds + seconds, before.runs + 1)
    all = (all.seconds + seconds, all.runs + 1)
  }

  /// A run is assumed to take the mean time of its label or, if no run of the label has ended, of all runs.
  func secondsLeft(_ runs: [(label: String, share: Double)], atOnce: Int) -> Double? {
    guard all.runs > 0 || runs.allSatisfy({ $0.share == 0 }) else { return nil }
    let seconds = runs.map { label, share in
      guard share > 0 else { return 0.0 }
      let like = byLabel[label] ?? all
      return share * like.seconds / like.runs
    }
    return seconds.reduce(0, +) / Double(max(1, atOnce))
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
