import ToyGANStudies

/// How the runs of a sweep are dealt out to the tasks of a cluster: task i of n has every n-th run.
public struct TaskPlan: Equatable, Sendable {
  /// Runs of the sweep.
  public let runs: Int
  /// Tasks that share them.
  public let tasks: Int
  /// Memory that a task asks for, in mebibytes.
  public let memory: Int

  /// Most runs of a task.
  public var runsPerTask: Int { (runs + tasks - 1) / tasks }

  /// What a task should take, in seconds: long beside a scheduler's delays, short beside its limits.
  static let taskSeconds = 600.0

  /// Deals out the runs, so many to a task, or as many as take ten minutes by the estimate.
  ///
  /// There are never more tasks than `mostTasks`. A number of tasks that is left to the estimate
  /// shares no factor with the number of labels, or a task would have runs of few labels, and one of
  /// slow ones would last.
  init(
    _ plan: [PlannedRun], runsPerTask: Int?, memory: Int?, estimate: RunEstimate, mostTasks: Int
  ) {
    let (runs, most) = (plan.count, max(1, min(plan.count, mostTasks)))
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

  /// Twice what was measured, in steps of 256 MiB, and a gibibyte at least.
  static func memory(for estimate: RunEstimate) -> Int {
    max(1024, (2 * estimate.memory / (1 << 20) + 255) / 256 * 256)
  }

  private static func commonFactor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : commonFactor(b, a % b)
  }
}
