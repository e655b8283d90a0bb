import Foundation
import ToyGANFiles
import ToyGANMetrics

/// The table of a sweep's runs, `summary.csv`: one row per run that has a summary, in the
/// order of the plan, with its last measurements, and after them the settings that vary.
struct SummaryTable {
  /// Name of the file in a sweep's folder.
  static let file = "summary.csv"

  private(set) var columns: [String]
  /// The cells as in the CSV file, but without quotes.
  private(set) var rows: [[String]]
  /// The columns that are text: numbers in them are names or parts of lists.
  let words: Set<String>
  /// The columns of settings that vary.
  let settings: [String]

  /// `results` are in the order of the plan.
  init(
    plan: [(id: String, label: String)], results: [RunResult?], metrics all: [Metric],
    varied: VariedSettings
  ) {
    let measured = Set(results.lazy.compactMap(\.self).flatMap(\.measured))
    let metrics = all.indices.filter(measured.contains).map { all[$0] }
    let names = RunColumn.all.names + metrics.map(\.name)
    // These are in the first columns.
    let known = Set(names + ["method.name"])
    let shown = varied.keys.indices.filter { !known.contains(varied.keys[$0]) }
    settings = shown.map { varied.keys[$0] }
    columns = names + settings
    rows = zip(plan, results).enumerated().compactMap { place, run in
      run.1.map { result in
        let values = metrics.map { metric in
          result.value(of: metric).map { metric.text($0) } ?? "nan"
        }
        let varied = varied.values(at: place)
        return RunColumn.all.cells((run.0.id, run.0.label, result.summary)) + values
          + shown.map { varied.indices.contains($0) ? varied[$0] : "" }
      }
    }
    let cells = rows
    words = Set(RunColumn.all.words).union(
      zip(settings, names.count...).filter { _, column in
        cells.contains { !$0[column].isEmpty && Double($0[column]) == nil }
      }.map(\.0))
  }

  var csv: String {
    ([columns] + rows).map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
  }
}
