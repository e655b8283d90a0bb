import ToyGANStudies

/// The distribution of a sweep's runs over the tasks of a cluster: task i of n has every n-th run.
public struct TaskPlan: Equatable, Sendable {
  /// Number of runs in the sweep.
  public let runs: Int
  /// Number of tasks.
  public let tasks: Int
  /// Memory that a task requests, in mebibytes.
  public let memory: Int

  /// Largest number of runs in a task.
  public var runsPerTask: Int { (runs + tasks - 1) / tasks }

  /// Target duration of a task in seconds: long compared with a
  /// scheduler's delays, short compared with its limits.
  static let taskSeconds = 600.0

  /// Distributes the runs with a given number per task, or with as many as take ten minutes by the estimate.
  ///
  /// There are never more than `maximumTasks` tasks. A number of tasks that follows from the estimate has no
  /// common factor with the number of labels; otherwise a task would have runs of few labels, and one with
  /// slow labels would take much longer than the others.
  init(
    _ plan: [PlannedRun], runsPerTask: Int?, memory: Int?, estimate: RunEstimate, maximumTasks: Int
  ) {
    let (runs, most) = (plan.count, max(1, min(plan.count, maximumTasks)))
    func tasks(_ each: Int) -> Int { min(most, (runs + each - 1) / max(1, each)) }
    var count = runsPerTask.map(tasks) ?? tasks(Self.runs(in: Self.taskSeconds, estimate))
    if runsPerTask == nil {
      let labels = Set(plan.map(\.label)).count
      while count > 1, count < most, Self.commonFactor(count, labels) > 1 { count += 1 }
    }
    (self.runs, self.tasks) = (runs, max(1, count))
    self.memory = memory ?? Self.memory(for: estimate)
  }

  private static func runs(in seconds: Double, _ estimate: RunEstimate) -> Int {
    Int(min(1e9, max(1, (seconds / max(estimate.seconds, 1e-6)).rounded())))
  }

  /// Twice the measured memory, in steps of 256 MiB, and at least one gibibyte.
  static func memory(for estimate: RunEstimate) -> Int {
    max(1024, (2 * estimate.memory / (1 << 20) + 255) / 256 * 256)
  }

  private static func commonFactor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : commonFactor(b, a % b)
  }
}
