import Foundation
import ToyGANFiles
import ToyGANMetrics

/// The table of a sweep's runs, `summary.csv`: one row per run that has a summary, in the
/// order of the plan, with its last measurements.
struct SummaryTable {
  /// Name of the file in a sweep's folder.
  static let file = "summary.csv"

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
}
