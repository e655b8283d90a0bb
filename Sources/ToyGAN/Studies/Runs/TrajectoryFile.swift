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
  private let url: URL
  private var header: String?
  private var rows: [String] = []
  private var isWritten = true
  private var isDurable = false
  private var sinceWriting = Stopwatch()

  /// A file without rows.
  init(_ url: URL) { self.url = url }

  /// A file that is continued from a checkpoint: it omits rows after `step`, which will be computed again,
  /// and rows that are not in the schedule, which an uninterrupted run would not have.
  ///
  /// Throws `FileError` if the file lacks a row that it had when the checkpoint was written.
  init(
    continuing url: URL, through step: Int, schedule: EvaluationSchedule
  ) throws {
    self.init(url)
    let data = FileManager.default.contents(atPath: url.path) ?? Data()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    header = lines.first
    let kept = lines.dropFirst().compactMap { row in Self.step(of: row).map { (row, $0) } }
      .filter { $1 <= step && schedule.evaluates(at: $1) }
    rows = kept.map(\.0)
    isWritten = rows.count == max(0, lines.count - 1)
    // The row of step 0 can be computed again.
    let steps = Set(kept.map(\.1))
    let missing = schedule.evaluations(through: step).first { !steps.contains($0) }
    if step > 0, let missing {
      throw FileError(
        file: url.path.inOneLine(), value: "a file without the row of step \(missing)",
        allowed: "every row up to step \(step) of the checkpoint")
    }
  }

  private static func step(of row: String) -> Int? {
    row.split(separator: ",", maxSplits: 1).first.flatMap { Int($0) }
  }

  /// Whether the last row is of this step.
  func ends(at step: Int) -> Bool { rows.last?.hasPrefix("\(step),") ?? false }

  /// Adds a row with a column for each of `metrics`.
  mutating func append(
    _ point: TrajectoryPoint, metrics: [Metric]
  ) throws {
    let columns = Self.columns(of: point, metrics: metrics)
    header = columns.map(\.name).joined(separator: ",")
    rows.append(columns.map(\.text).joined(separator: ","))
    (isWritten, isDurable) = (false, false)
    if rows.count == 1 || sinceWriting.seconds > 1 { try write() }
  }

  /// Writes every row to the file; `durably` waits until the rows are
  /// on disk, but not until the file's new name is.
  mutating func write(durably: Bool = false) throws {
    guard !(durably ? isDurable : isWritten), let header else { return }
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    try AtomicFile.write(text, to: url, durably: durably)
    (isWritten, isDurable) = (true, durably)
    sinceWriting.restart()
  }

  private static func columns(
    of point: TrajectoryPoint, metrics: [Metric]
  ) -> [(name: String, text: String)] {
    var columns = [
      (name: "step", text: "\(point.step)"),
      (name: "loss_generator", text: CSV.text(point.generatorLoss)),
      (name: "loss_discriminator", text: CSV.text(point.discriminatorLoss)),
    ]
    for metric in metrics {
      let text = point.value(of: metric).map { metric.text($0) } ?? "nan"
      columns.append((name: metric.name, text: text))
    }
    return columns
      + (point.monitors + point.observations).map { (name: $0.name, text: CSV.text($0.value)) }
  }
}

/// The steps at which a run is evaluated and samples are stored.
struct EvaluationSchedule {
  var every: Int
  var storeEvery: Int
  var steps: Int

  init(_ configuration: Configuration) {
    (every, storeEvery) = (configuration.evaluation.every, configuration.evaluation.storeEvery)
    steps = configuration.steps
  }

  func evaluates(at step: Int) -> Bool { step.isMultiple(of: every) || step == steps }
  /// Every step up to `step` with an evaluation.
  func evaluations(through step: Int) -> [Int] {
    let regular = Array(stride(from: 0, through: step, by: every))
    return regular + (step == steps && !step.isMultiple(of: every) ? [step] : [])
  }

  func stores(at step: Int) -> Bool {
    storesSamples && (step.isMultiple(of: storeEvery) || step == steps)
  }

  /// Whether samples and surfaces are stored at all.
  var storesSamples: Bool { storeEvery > 0 }

  /// The first step after `step` at which an evaluation or storage is due.
  func next(after step: Int) -> Int {
    let store = storesSamples ? (step / storeEvery + 1) * storeEvery : steps
    return min(steps, (step / every + 1) * every, store)
  }
}
