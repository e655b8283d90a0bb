import ToyGANFiles
import ToyGANMetrics

/// The table of a sweep's runs: one row per run that has a summary, in the
/// order of the plan, with its last measurements.
struct SummaryTable {
  let columns: [String]
  /// The cells as in the CSV file, but without quotes.
  let rows: [[String]]
  /// The result from which each row was made.
  let results: [RunResult]

  /// `results` are in the order of the plan.
  init(plan: [(id: String, label: String)], results: [RunResult?], metrics all: [Metric]) {
    let measured = Set(results.lazy.compactMap(\.self).flatMap { $0.values.map(\.metric) })
    let metrics = all.indices.filter(measured.contains)
    self.results = results.compactMap(\.self)
    columns = Self.start + metrics.map { all[$0].name }
    rows = zip(plan, results).compactMap { run, result in
      result.map { result in
        let values = metrics.map { metric in
          result.value(of: metric).map { all[metric].text($0) } ?? "nan"
        }
        return [run.id, run.label, result.method, "\(result.seed)", result.status]
          + ["\(result.steps)"] + values
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
