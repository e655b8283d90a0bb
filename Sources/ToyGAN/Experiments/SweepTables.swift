import Foundation

/// The tables of a sweep, made from the files of its runs alone, in the order of the plan: the
/// same bytes however many workers made the runs, and in whatever order these ended.
struct SweepTables {
  private struct Row {
    var run: PlannedRun
    var folder: RunFolder
    var summary: RunSummary
  }
  private let rows: [Row]
  private let folder: SweepFolder

  init(plan: [PlannedRun], folder: SweepFolder) {
    self.folder = folder
    rows = plan.compactMap { run in
      let place = RunFolder(folder.run(run.id))
      return place.summary().map { Row(run: run, folder: place, summary: $0) }
    }
  }

  func write() throws(ConfigurationError) {
    try AtomicFile.write(summary, to: folder.file("summary.csv"))
    try AtomicFile.write(try trajectories(), to: folder.file("trajectories.csv"))
    let table = ComparisonTable(rows.map { ($0.run.label, $0.summary) })
    try AtomicFile.write(table.markdown, to: folder.file("table.md"))
  }

  /// A row per run, with its last measurements.
  private var summary: String {
    let measured = Set(rows.flatMap { $0.summary.metrics.map(\.name) })
    let metrics = Metrics.all.filter { measured.contains($0.name) }
    let names = ["run", "label", "method", "seed", "status", "steps"] + metrics.map(\.name)
    var text = names.joined(separator: ",") + "\n"
    for row in rows {
      let values = metrics.map { metric in
        row.summary.value(of: metric).map { metric.text($0) } ?? "nan"
      }
      let fields = start(of: row) + [row.summary.status, "\(row.summary.steps)"] + values
      text += fields.joined(separator: ",") + "\n"
    }
    return text
  }

  /// A row per run and evaluation; a column that a run does not have is empty there.
  private func trajectories() throws(ConfigurationError) -> String {
    let tables = try rows.map { row throws(ConfigurationError) in
      try TrajectoryTable(row.folder.file("trajectory.csv"))
    }
    var names: [String] = []
    for name in tables.flatMap(\.names) where !names.contains(name) { names.append(name) }
    var text = (["run", "label", "method", "seed"] + names).joined(separator: ",") + "\n"
    for (row, table) in zip(rows, tables) {
      let prefix = start(of: row).joined(separator: ",")
      let places = names.map { table.names.firstIndex(of: $0) }
      for values in table.rows {
        let fields = places.map { place in
          place.flatMap { values.indices.contains($0) ? values[$0] : nil } ?? ""
        }
        text += prefix + "," + fields.joined(separator: ",") + "\n"
      }
    }
    return text
  }

  private func start(of row: Row) -> [String] {
    [row.run.id, CSV.field(row.run.label), row.summary.method, "\(row.summary.seed)"]
  }
}

/// A run's `trajectory.csv` in memory.
private struct TrajectoryTable {
  var names: [String]
  var rows: [[String]]

  init(_ url: URL) throws(ConfigurationError) {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw ConfigurationError(
        key: url.path, value: "a file that cannot be read", allowed: "the trajectory of a run")
    }
    var lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    names = lines.isEmpty ? [] : lines.removeFirst()
    rows = lines
  }
}
