import ToyGANSettings

/// One machine's part of a sweep: every n-th run.
public struct Shard: Sendable, Equatable {
  /// From 1 to `count`.
  public let index: Int
  public let count: Int

  /// Reads `I/N`.
  ///
  /// Throws `SettingError` unless 1 <= I <= N.
  public init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], index >= 1, index <= count
    else {
      throw SettingError(
        key: "shard", value: "'\(text)'", allowed: "I/N with I from 1 to N, as 1/4")
    }
    self.index = index
    self.count = count
  }

  /// The part of the job array that this process belongs to, or nil outside of one.
  ///
  /// Of Slurm, from SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, counted from the first task's
  /// number; of Kubernetes, from JOB_COMPLETION_INDEX and JOB_COMPLETION_COUNT. Where these do not
  /// say which of how many, as when a few tasks of an array are sent again, it is all runs, of which
  /// each is made by whoever claims it first.
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

  /// Whether the run at this place of the plan, from 0, is this shard's.
  func contains(_ place: Int) -> Bool { place % count == index - 1 }
}
