/// The time that the runs of a sweep still need, from measured speeds.
///
/// A run needs its remaining steps at the speed of its label. A label that has not been measured is assumed to do
/// as many floating-point operations in a second as the measured ones together, or as many steps if its operations
/// are not known. The runs are then given to the workers in the order of the queue.
struct SweepForecast: Sendable {
  /// A run that has not ended.
  struct Run: Equatable, Sendable {
    var label: String
    /// Generator updates that are left.
    var stepsLeft: Double
    /// Floating-point operations of one step; 0 if they are not known.
    var operations = 0.0
  }

  /// The work that was measured for a label.
  private struct Work {
    var steps = 0.0
    var seconds = 0.0
    /// Operations of one step.
    var operations = 0.0
  }

  private var works: [String: Work] = [:]
  /// Labels in the order in which they were measured, so that sums do not depend on the order of a dictionary.
  private var labels: [String] = []

  /// Records that runs of a label made a number of steps in a time.
  mutating func add(
    steps: Double, in seconds: Double, of label: String, operations: Double = 0
  ) {
    guard steps > 0, seconds > 0 else { return }
    if works[label] == nil { labels.append(label) }
    works[label, default: Work()].steps += steps
    works[label, default: Work()].seconds += seconds
    works[label, default: Work()].operations = operations
  }

  /// Whether a speed was measured for a label.
  func knows(_ label: String) -> Bool { works[label] != nil }

  /// The seconds until the last run ends; nil if there are runs, but nothing was measured.
  ///
  /// Each of `running` has a worker already; the others are started in order, each by the worker that is free
  /// first. It is never less than the time of the longest run.
  func secondsLeft(running: [Run], waiting: [Run], workers: Int) -> Double? {
    guard !running.isEmpty || !waiting.isEmpty else { return 0 }
    guard !labels.isEmpty else { return nil }
    let general = generalPace
    func seconds(_ run: Run) -> Double { run.stepsLeft * secondsPerStep(of: run, general) }
    var free = running.map(seconds)
    free += [Double](repeating: 0, count: max(0, max(1, workers) - free.count))
    var ends = WorkerTimes(free)
    for run in waiting { ends.addToFirst(seconds(run)) }
    return ends.last
  }

  /// Seconds per step and, of labels with known operations, seconds per operation.
  private typealias Pace = (step: Double, operation: Double?)

  private var generalPace: Pace {
    var (steps, seconds, operations, counted) = (0.0, 0.0, 0.0, 0.0)
    for work in labels.compactMap({ works[$0] }) {
      (steps, seconds) = (steps + work.steps, seconds + work.seconds)
      guard work.operations > 0 else { continue }
      (operations, counted) = (operations + work.steps * work.operations, counted + work.seconds)
    }
    return (seconds / steps, operations > 0 ? counted / operations : nil)
  }

  private func secondsPerStep(of run: Run, _ general: Pace) -> Double {
    if let work = works[run.label] { return work.seconds / work.steps }
    if run.operations > 0, let operation = general.operation { return run.operations * operation }
    return general.step
  }
}

/// The times at which workers are free, as a heap with the first on top.
private struct WorkerTimes {
  private var times: [Double]
  /// The time at which all workers are free.
  private(set) var last: Double

  init(_ free: [Double]) {
    times = free.sorted()
    last = times.last ?? 0
  }

  /// Gives work to the worker that is free first.
  mutating func addToFirst(_ seconds: Double) {
    times[0] += seconds
    last = max(last, times[0])
    var place = 0
    while let child = [2 * place + 1, 2 * place + 2].filter({ $0 < times.count })
      .min(by: { times[$0] < times[$1] }), times[child] < times[place]
    {
      times.swapAt(child, place)
      place = child
    }
  }
}
