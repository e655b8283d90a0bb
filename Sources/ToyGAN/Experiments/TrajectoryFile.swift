import Foundation

/// The file `trajectory.csv` of a run that is going on.
///
/// The rows are kept in memory and the whole file is replaced, so that a reader never meets half a
/// line; at most once a second unless told, so that many short evaluations cost little.
struct TrajectoryFile {
  private let url: URL
  private var header: String?
  private var rows: [String] = []
  private var isWritten = true
  private var sinceWriting = Stopwatch()

  /// A file without rows.
  init(_ url: URL) { self.url = url }

  /// A file that goes on from a checkpoint: rows after `step`, and those that fit no schedule, are
  /// left out, since they will be made again or would not be there in an unbroken run.
  init(
    continuing url: URL, through step: Int, schedule: EvaluationSchedule
  ) {
    self.init(url)
    guard let data = FileManager.default.contents(atPath: url.path) else { return }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    header = lines.first
    rows = lines.dropFirst().filter { row in
      guard let at = row.split(separator: ",").first.flatMap({ Int($0) }) else { return false }
      return at <= step && schedule.evaluates(at: at)
    }
  }

  /// Whether the last row is of this step.
  func ends(at step: Int) -> Bool { rows.last?.hasPrefix("\(step),") ?? false }

  /// Adds a row with a column for each of `metrics`.
  mutating func append(
    _ point: TrajectoryPoint, metrics: [Metric]
  ) throws(ConfigurationError) {
    let columns = Self.columns(of: point, metrics: metrics)
    header = columns.map(\.name).joined(separator: ",")
    rows.append(columns.map(\.text).joined(separator: ","))
    isWritten = false
    if rows.count == 1 || sinceWriting.seconds > 1 { try write() }
  }

  /// Makes the file hold every row.
  mutating func write() throws(ConfigurationError) {
    guard !isWritten, let header else { return }
    try AtomicFile.write(([header] + rows).joined(separator: "\n") + "\n", to: url)
    isWritten = true
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

/// The steps at which a run is looked at.
struct EvaluationSchedule {
  var every: Int
  var storeEvery: Int
  var steps: Int

  init(_ configuration: Configuration) {
    (every, storeEvery) = (configuration.evaluation.every, configuration.evaluation.storeEvery)
    steps = configuration.steps
  }

  func evaluates(at step: Int) -> Bool { step.isMultiple(of: every) || step == steps }
  func stores(at step: Int) -> Bool { step.isMultiple(of: storeEvery) || step == steps }

  /// The first step after `step` at which there is something to do.
  func next(after step: Int) -> Int {
    min(steps, (step / every + 1) * every, (step / storeEvery + 1) * storeEvery)
  }
}
