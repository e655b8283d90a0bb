import Foundation
import ToyGANFiles
import ToyGANMetrics

/// The table of a sweep's runs, `summary.csv`: one row per run that has a summary, in the
/// order of the plan, with its last measurements.
package struct SummaryTable {
  /// Name of the file in a sweep's folder.
  package static let file = "summary.csv"

  private(set) var columns: [String]
  /// The cells as in the CSV file, but without quotes.
  private(set) var rows: [[String]]

  /// `results` are in the order of the plan.
  init(plan: [(id: String, label: String)], results: [RunResult?], metrics all: [Metric]) {
    let measured = Set(results.lazy.compactMap(\.self).flatMap(\.measured))
    let metrics = all.indices.filter(measured.contains).map { all[$0] }
    columns = Self.start + metrics.map(\.name)
    rows = zip(plan, results).compactMap { run, result in
      result.map { result in
        let values = metrics.map { metric in
          result.value(of: metric).map { metric.text($0) } ?? "nan"
        }
        let summary = result.summary
        return [run.id, run.label, summary.method, "\(summary.seed)", summary.status]
          + ["\(summary.steps)"] + values
      }
    }
  }

  /// Columns that are always text: a run's name may consist of digits only.
  static let words = ["run", "label", "method", "status"]
  private static let start = ["run", "label", "method", "seed", "status", "steps"]

  var csv: String {
    ([columns] + rows).map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
  }

  /// A row of the table, without its measurements.
  package struct Row {
    /// Name of the run's folder.
    package var run: String
    /// Name of the run in tables.
    package var label: String
    /// Seed of its random numbers.
    package var seed: UInt64
    /// How the run ended.
    package var status: String
    /// The number of modes covered; NaN if the run has none.
    package var modes: Double
  }

  /// The rows of the file in a sweep's folder.
  ///
  /// Throws `FileError` if the file cannot be read, or if it is not such a table.
  package static func read(in folder: URL) throws(FileError) -> [Row] {
    let table = try CSVTable(contentsOf: folder.appendingPathComponent(file))
    let (runs, labels) = (try table.text("run"), try table.text("label"))
    let (seeds, statuses) = (try table.text("seed"), try table.text("status"))
    let modes = try table.numbersIfPresent(Metric.modesCovered.name)
    var rows: [Row] = []
    for (place, text) in seeds.enumerated() {
      guard let seed = UInt64(text) else {
        throw FileError(
          file: "\(table.name) row \(place + 1)", value: "'\(text.inOneLine(20))'",
          allowed: "a seed")
      }
      rows.append(
        Row(
          run: runs[place], label: labels[place], seed: seed, status: statuses[place],
          modes: modes[place]))
    }
    return rows
  }
}
