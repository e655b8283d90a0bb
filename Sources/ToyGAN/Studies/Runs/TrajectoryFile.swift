import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTraining

/// The file `trajectory.csv` of a run in progress.
///
/// The rows are kept in memory and the whole file is replaced, so that a reader never sees an incomplete
/// line; this happens at most once a second unless requested, so that many short evaluations cost little.
struct TrajectoryFile {
  private let folder: RunFolder
  private var trajectory: Trajectory
  private var isWritten = true
  private var isDurable = false
  private var sinceWriting = Stopwatch()

  /// A file without rows.
  init(_ folder: RunFolder) {
    self.folder = folder
    trajectory = Trajectory(name: folder.file(Trajectory.file).path.inOneLine())
  }

  /// A file that is continued from a checkpoint: it omits rows after `step`, which will be computed again,
  /// and rows that are not in the schedule, which an uninterrupted run would not have.
  ///
  /// Throws `FileError` if the file lacks a row that it had when the checkpoint was written.
  init(continuing folder: RunFolder, through step: Int, schedule: EvaluationSchedule) throws {
    self.init(folder)
    // A run that starts again computes every row again.
    if step > 0, let stored = try folder.trajectory(upToDamage: true) { trajectory = stored }
    trajectory.keep { $0 <= step && schedule.evaluates(at: $0) }
    isWritten = false
    // The row of step 0 can be computed again.
    let steps = Set(trajectory.steps)
    let missing = schedule.evaluations(through: step).first { !steps.contains($0) }
    if step > 0, let missing {
      throw FileError(
        file: folder.file(Trajectory.file).path.inOneLine(),
        value: "a file without the row of step \(missing)",
        allowed: "every row up to step \(step) of the checkpoint")
    }
  }

  /// Whether the last row is of this step.
  func ends(at step: Int) -> Bool { trajectory.steps.last == step }

  /// Adds a row with a column for each of `metrics`.
  mutating func append(_ point: TrajectoryPoint, metrics: [Metric]) throws {
    trajectory.append(point, metrics: metrics)
    (isWritten, isDurable) = (false, false)
    if trajectory.steps.count == 1 || sinceWriting.seconds > 1 { try write() }
  }

  /// The checksum of the rows before a step.
  func checksum(before step: Int) -> String { trajectory.checksum(before: step) }

  /// Writes every row to the file; `durably` waits until the rows are
  /// on disk, but not until the file's new name is.
  mutating func write(durably: Bool = false) throws {
    guard !(durably ? isDurable : isWritten), !trajectory.table.header.isEmpty else { return }
    try folder.put(trajectory.table.text, in: Trajectory.file, durably: durably)
    (isWritten, isDurable) = (true, durably)
    sinceWriting.restart()
  }
}
