import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANStudies

/// The tables of a search's folder that figures need.
struct StoredSearch {
  /// A trial of a label.
  struct Trial {
    var label: String
    var number: Int
    /// 1 for the best of its label; nil for an impossible trial.
    var rank: Int?
    var status: String
    /// The mean of the metric; NaN if a run diverged.
    var score: Double
    /// The text of each setting, by its path; empty if the trial does not have it.
    var settings: [String: String]
  }

  /// A point of a tuning curve.
  struct Point {
    var label: String
    var trials: Double
    var median: Double
    var lower: Double
    var upper: Double
    var expected: Double
  }

  let folder: URL
  /// The first metric of the objective.
  let metric: Metric
  let trials: [Trial]
  /// The paths of the settings that trials draw.
  let settings: [String]
  /// None for a search whose trials are not independent, or are stopped early.
  let curve: [Point]

  /// Throws `FileError` if the folder has no `trials.csv`, or one without a metric that the registry has.
  init(_ folder: URL, registry: Registry) throws {
    self.folder = folder
    let table = try CSVTable(contentsOf: folder.appendingPathComponent("trials.csv"))
    let after = table.header.drop { $0 != "runs" }.dropFirst()
    guard let metric = after.first.flatMap({ registry.metric($0) }) else {
      throw FileError(
        file: table.name, has: "no metric after the column 'runs'", allowed: "a table of trials")
    }
    self.metric = metric
    settings = after.filter { registry.metric($0) == nil }
    trials = try Self.trials(table, metric: metric, settings: settings)
    curve = try Self.curve(folder.appendingPathComponent("curve.csv"))
  }

  /// Whether a folder is that of a search that has ended.
  static func isIn(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("trials.csv").path)
  }

  var labels: [String] { trials.map(\.label).firstOccurrences }

  private static func trials(
    _ table: CSVTable, metric: Metric, settings: [String]
  ) throws(FileError) -> [Trial] {
    let (labels, numbers) = (try table.text("label"), try table.text("trial"))
    let (ranks, states) = (try table.text("rank"), try table.text("status"))
    let scores = try table.numbers(metric.name)
    var cells: [[String]] = []
    for path in settings { cells.append(try table.text(path)) }
    return labels.indices.map { row in
      let values = zip(settings, cells).map { ($0, $1[row]) }
      return Trial(
        label: labels[row], number: Int(numbers[row]) ?? 0, rank: Int(ranks[row]),
        status: states[row], score: scores[row],
        settings: Dictionary(values) { first, _ in first })
    }
  }

  private static func curve(_ file: URL) throws -> [Point] {
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    let table = try CSVTable(contentsOf: file)
    let labels = try table.text("label")
    let columns = try ["trials", "median", "lower", "upper", "expected"].map {
      try table.numbers($0)
    }
    return labels.indices.map { row in
      Point(
        label: labels[row], trials: columns[0][row], median: columns[1][row],
        lower: columns[2][row], upper: columns[3][row], expected: columns[4][row])
    }
  }
}
