import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANStudies
import ToyGANTraining

/// A run as TensorBoard shows it: curves, settings and figures.
struct TensorBoardRun {
  private let folder: RunFolder
  private let record: RunRecord

  /// Throws `FileError` if the folder contains no run that has started.
  init(_ folder: RunFolder) throws {
    try folder.requireRun()
    guard let record = folder.record() else {
      throw FileError(
        file: folder.file("run.json").path, value: "missing or damaged",
        allowed: "the record of a run that has started")
    }
    self.folder = folder
    self.record = record
  }

  /// `LABEL/seed-N`, adapted to the rules of folder names:
  /// TensorBoard then shows the seeds of a label together.
  var name: String {
    let letters = record.label.unicodeScalars.map { $0 == "/" || $0.value < 0x20 ? "_" : $0 }
    let word = String(String.UnicodeScalarView(letters))
    // A name that begins with a dot is hidden or a relative path; no name is longer than 255 bytes.
    let visible = word.hasPrefix(".") ? "_\(word)" : word
    return "\(String(decoding: visible.utf8.prefix(200), as: UTF8.self))/seed-\(record.seed)"
  }

  /// A unique name for a run that shares label and seed with another.
  var longName: String { "\(name)-\(folder.url.lastPathComponent)" }

  /// The last recorded step of the run and its time.
  var end: (step: Int, time: Double) { (record.step, time(at: record.step)) }

  /// The complete event file.
  func events() throws -> [UInt8] {
    var file = EventFile(startingAt: time(at: 0))
    file.append(try settings(), step: 0, time: time(at: 0))
    let rows = try trajectory()
    for (step, values) in rows { file.append(values, step: step, time: time(at: step)) }
    // For a run that was killed, the record is older than the trajectory.
    let last = max(record.step, rows.last?.step ?? 0)
    file.append(Pictures(of: folder.url).values, step: last, time: time(at: last))
    return file.bytes
  }

  /// The time of a step, in seconds since 1970: steps are spread evenly over the training time after the
  /// start, so that pauses of an interrupted run do not count.
  private func time(at step: Int) -> Double {
    let start = try? Date(record.started, strategy: .iso8601).timeIntervalSince1970
    let share = record.step > 0 ? Double(step) / Double(record.step) : 0
    return (start ?? 0) + share * record.seconds
  }

  private func settings() throws -> [SummaryValue] {
    let tree = try folder.settings()
    let yaml = SettingsText.yaml(tree)
    // Four blanks mark a line as code.
    let lines = yaml.split(separator: "\n").map { "    \($0)\n" }
    let begun = Hyperparameters(tree).begun(in: record.label, at: time(at: 0))
    return [begun] + ended + [.text("configuration", lines.joined())]
  }

  /// Empty for a run that can be resumed.
  private var ended: [SummaryValue] {
    let isCompleted = record.status == "completed"
    guard isCompleted || record.status == "diverged" else { return [] }
    return [Hyperparameters.ended(well: isCompleted, at: end.time)]
  }

  /// The rows of `trajectory.csv`, if it exists, without NaN values.
  private func trajectory() throws -> [(step: Int, values: [SummaryValue])] {
    guard let trajectory = try folder.trajectory() else { return [] }
    let table = trajectory.table
    let columns = try table.header.filter { $0 != "step" }.map {
      (tag: Self.tag($0, registry: folder.registry), values: try table.numbers($0))
    }
    return trajectory.steps.enumerated().map { row, step in
      let known = columns.filter { !$0.values[row].isNaN }
      return (step, known.map { .scalar($0.tag, $0.values[row]) })
    }
  }

  /// The column's name, prefixed with the group in which TensorBoard shows it.
  static func tag(_ column: String, registry: Registry = .standard) -> String {
    for group in ["loss", "average"] where column.hasPrefix("\(group)_") {
      return "\(group)/\(column.dropFirst(group.count + 1))"
    }
    if registry.metric(column) != nil { return "metrics/\(column)" }
    let isDiagnostic = DiagnosticReport.columns.contains { $0.0 == column }
    return "\(isDiagnostic ? "diagnostics" : "monitors")/\(column)"
  }
}
