import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANStudies
import ToyGANTraining

/// A run as TensorBoard shows it: curves, settings, and the pictures there are.
struct TensorBoardRun {
  private let folder: RunFolder
  private let record: RunRecord

  /// Throws `FileError` where the folder holds no run that has begun.
  init(_ folder: RunFolder) throws {
    try folder.requireRun()
    guard let record = folder.record() else {
      throw FileError(
        file: folder.file("run.json").path, value: "no record of a run",
        allowed: "that of a run that has begun")
    }
    self.folder = folder
    self.record = record
  }

  /// `LABEL/seed-N`, as far as a folder can be called so: TensorBoard then shows a label's seeds together.
  var name: String {
    let letters = record.label.unicodeScalars.map { $0 == "/" || $0.value < 0x20 ? "_" : $0 }
    let word = String(String.UnicodeScalarView(letters))
    // What begins with a dot is hidden, or another folder; no name is longer than 255 bytes.
    let visible = word.hasPrefix(".") ? "_\(word)" : word
    return "\(String(decoding: visible.utf8.prefix(200), as: UTF8.self))/seed-\(record.seed)"
  }

  /// The same, of a run that shares label and seed with another.
  var longName: String { "\(name)-\(folder.url.lastPathComponent)" }

  /// Where the run stands, as far as it was recorded.
  var end: (step: Int, time: Double) { (record.step, time(at: record.step)) }

  /// The whole event file.
  func events() throws -> [UInt8] {
    var file = EventFile(startingAt: time(at: 0))
    file.append(try settings(), step: 0, time: time(at: 0))
    let rows = try trajectory()
    for (step, values) in rows { file.append(values, step: step, time: time(at: step)) }
    // The record of a run that was killed is behind its trajectory.
    let last = max(record.step, rows.last?.step ?? 0)
    file.append(Pictures(of: folder.url).values, step: last, time: time(at: last))
    return file.bytes
  }

  /// When a step was made, in seconds since 1970: steps spread evenly over the time spent since the
  /// start, so that the pauses of a run that was interrupted do not count.
  private func time(at step: Int) -> Double {
    let start = try? Date(record.started, strategy: .iso8601).timeIntervalSince1970
    let share = record.step > 0 ? Double(step) / Double(record.step) : 0
    return (start ?? 0) + share * record.seconds
  }

  private func settings() throws -> [SummaryValue] {
    let tree = try SettingsText.read(file: folder.file("config.yaml").path)
    let yaml = SettingsText.yaml(tree)
    // Four blanks make code of a line.
    let lines = yaml.split(separator: "\n").map { "    \($0)\n" }
    let begun = Hyperparameters(tree).begun(in: record.label, at: time(at: 0))
    return [begun] + ended + [.text("configuration", lines.joined())]
  }

  /// Nothing in a run that can go on.
  private var ended: [SummaryValue] {
    let isCompleted = record.status == "completed"
    guard isCompleted || record.status == "diverged" else { return [] }
    return [Hyperparameters.ended(well: isCompleted, at: end.time)]
  }

  /// The rows of `trajectory.csv`, if any, without what is not a number.
  private func trajectory() throws -> [(step: Int, values: [SummaryValue])] {
    let file = folder.file("trajectory.csv")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let table = CSVTable(bytes: [UInt8](try Data(contentsOf: file)), name: file.path)
    let names = table.header.filter { $0 != "step" }
    let columns = try names.map {
      (tag: Self.tag($0, registry: folder.registry), values: try table.numbers($0))
    }
    return try table.text("step").enumerated().map { row, text in
      guard let step = Int(text) else {
        throw FileError(file: "\(file.path) row \(row + 1)", value: text, allowed: "a step")
      }
      let known = columns.filter { !$0.values[row].isNaN }
      return (step, known.map { .scalar($0.tag, $0.values[row]) })
    }
  }

  /// A column under the name of the group that TensorBoard shows it in.
  static func tag(_ column: String, registry: Registry = .standard) -> String {
    for group in ["loss", "average"] where column.hasPrefix("\(group)_") {
      return "\(group)/\(column.dropFirst(group.count + 1))"
    }
    if registry.metric(column) != nil { return "metrics/\(column)" }
    let isDiagnostic = DiagnosticReport.columns.contains { $0.0 == column }
    return "\(isDiagnostic ? "diagnostics" : "monitors")/\(column)"
  }
}
