/// Decides which run a free worker starts next.
///
/// Runs are started seed by seed, so that a sweep that stops early has complete replications, and within
/// one seed the longest run first. The last few runs are assigned so that the workers end at about the same
/// time, estimated from the times of similar runs. The results of a run do not depend on when it is made.
struct RunScheduler {
  /// A run that is waiting.
  struct Job: Equatable {
    var place: Int
    var seed: Int
    var label: String
    /// Floating-point operations of the run.
    var operations: Double
  }

  private var waiting: ArraySlice<Job>
  /// The run of each worker and its start time; nil for a free worker.
  private var running: [(job: Job, start: Double)?]
  /// Seconds and numbers of ended runs, by label, and seconds and operations of all.
  private var measured: [String: (seconds: Double, runs: Double)] = [:]
  private var pace = (seconds: 0.0, operations: 0.0)

  init(_ jobs: [Job], workers: Int) {
    waiting =
      jobs.sorted {
        ($0.seed, -$0.operations, $0.place) < ($1.seed, -$1.operations, $1.place)
      }[...]
    running = Array(repeating: nil, count: workers)
  }

  /// The run that a worker starts at this time, or nil if none is left.
  mutating func next(for worker: Int, at now: Double) -> Job? {
    running[worker] = nil
    guard let first = waiting.first else { return nil }
    let isLast = waiting.last?.seed == first.seed && waiting.count <= RunScheduler.maximumDealt
    let job = isLast ? dealt(at: now) ?? first : first
    if job.place == first.place {
      waiting.removeFirst()
    } else {
      waiting.removeAll { $0.place == job.place }
    }
    running[worker] = (job, now)
    return job
  }

  /// Records the time that a run took.
  mutating func end(_ job: Job, after seconds: Double) {
    let before = measured[job.label] ?? (0, 0)
    measured[job.label] = (before.seconds + seconds, before.runs + 1)
    pace = (pace.seconds + seconds, pace.operations + job.operations)
  }

  /// The runs that have not started, in order.
  var left: [Job] { Array(waiting) }

  /// Largest number of runs for which all orders are tried.
  private static let maximumDealt = 7

  private func seconds(of job: Job) -> Double {
    if let like = measured[job.label] { return like.seconds / like.runs }
    return pace.operations > 0 ? job.operations * pace.seconds / pace.operations : job.operations
  }

  /// The first run of the order in which all runs would end soonest.
  private func dealt(at now: Double) -> Job? {
    var best = (end: Double.infinity, first: Job?.none)
    let jobs = Array(waiting)
    let times = jobs.map(seconds)
    func deal(_ left: [Int], _ free: [Double], _ first: Int?) {
      guard !left.isEmpty else {
        let end = free.max() ?? 0
        if end < best.end { best = (end, first.map { jobs[$0] }) }
        return
      }
      guard let worker = free.indices.min(by: { free[$0] < free[$1] }) else { return }
      for (position, job) in left.enumerated() {
        var (left, free) = (left, free)
        left.remove(at: position)
        free[worker] += times[job]
        deal(left, free, first ?? job)
      }
    }
    let free = running.map { $0.map { max($0.start + seconds(of: $0.job), now) } ?? now }
    deal(Array(jobs.indices), free, nil)
    return best.first
  }
}

extension RunScheduler {
  /// The runs of a plan at these indices; runs of one label have equal cost, whatever their seed.
  init(_ runs: [PlannedRun], at places: [Int], workers: Int) {
    var seeds: [UInt64: Int] = [:]
    var costs: [String: Double] = [:]
    let isCounted = Set(places.lazy.map { runs[$0].label }).count <= OperationCounts.maximumLabels
    let jobs = places.map { place in
      let run = runs[place]
      let seed = seeds[run.configuration.seed] ?? seeds.count
      seeds[run.configuration.seed] = seed
      let operations = costs[run.label] ?? (isCounted ? run.operations : 0)
      costs[run.label] = operations
      return Job(place: place, seed: seed, label: run.label, operations: operations)
    }
    self.init(jobs, workers: workers)
  }
}
