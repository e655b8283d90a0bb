import ToyGANSettings

/// One machine's part of a sweep: every n-th run.
public struct Shard: Sendable, Equatable {
  /// Number of the shard, from 1 to `count`.
  public let index: Int
  /// Number of parts of the sweep.
  public let count: Int

  /// Reads `I/N`.
  ///
  /// Throws `SettingError` unless 1 <= I <= N.
  public init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count
    else {
      throw SettingError(
        key: "shard", value: "'\(text)'", allowed: "I/N with I from 1 to N, such as 1/4")
    }
    self.index = index
    self.count = count
  }

  /// The shard of the job array that this process belongs to, or nil if it belongs to none.
  ///
  /// In Slurm it follows from SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, counted from the number of
  /// the first task; in Kubernetes from JOB_COMPLETION_INDEX and JOB_COMPLETION_COUNT. If these do not
  /// determine a shard, for example when a few tasks of an array are submitted again, it contains all runs,
  /// and each run is made by the first process that claims it.
  public init?(environment: [String: String]) {
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
    let place: (index: Int, count: Int)?
    if let task = number("SLURM_ARRAY_TASK_ID") {
      let (first, step) = (
        number("SLURM_ARRAY_TASK_MIN") ?? 0, number("SLURM_ARRAY_TASK_STEP") ?? 1
      )
      let last = number("SLURM_ARRAY_TASK_MAX")
      place = number("SLURM_ARRAY_TASK_COUNT").flatMap { count in
        let isEven = last.map { $0 == first + (count - 1) * step } ?? true
        return isEven && step > 0 ? ((task - first) / step, count) : nil
      }
    } else if let index = number("JOB_COMPLETION_INDEX") {
      place = number("JOB_COMPLETION_COUNT").map { (index, $0) }
    } else {
      return nil
    }
    let known = place.flatMap { (0..<max(0, $0.count)).contains($0.index) ? $0 : nil }
    (index, count) = known.map { ($0.index + 1, $0.count) } ?? (1, 1)
  }

  /// Whether the run at this index of the plan, counted from 0, belongs to this shard.
  func contains(_ place: Int) -> Bool { place % count == index - 1 }
}
