import Foundation
import ToyGANFiles
import ToyGANSettings

/// The tables of a sweep, made only from the files of its runs, in the order of the plan: they are
/// identical for any number of workers and any order in which the runs end.
package struct SweepTables {
  private let plan: [PlannedRun]
  private let folder: SweepFolder
  private let results: [RunResult?]

  init(plan: [PlannedRun], folder: SweepFolder, results: [RunResult?]) {
    self.plan = plan
    self.folder = folder
    self.results = results
  }

  /// Writes the tables, and repeats this if runs have ended in the meantime.
  ///
  /// Two processes that share a folder may write at the same time, and one of them without the other's last
  /// run. The process that finishes last detects the change and writes again.
  package static func write(
    plan: [PlannedRun], folder: SweepFolder, results: inout SweepResults
  ) throws {
    _ = results.refresh()
    repeat {
      try SweepTables(plan: plan, folder: folder, results: results.results).write()
    } while results.refresh()
  }

  private func write() throws {
    let summary = SummaryTable(
      plan: plan.map { ($0.id, $0.label) }, results: results,
      metrics: folder.registry.metrics)
    try AtomicFile.write(summary.csv, to: folder.file("summary.csv"))
    try writeTrajectories()
    let ended = zip(plan, results).map { run, result in
      let isEnded = result?.outcome(of: run.configuration.steps) != nil
      return (
        run.label,
        isEnded
          ? result?.summary(
            label: run.label, metrics: ComparisonTable.metrics, among: folder.registry.metrics)
          : nil
      )
    }
    try AtomicFile.write(ComparisonTable(ended).markdown, to: folder.file("table.md"))
  }

  /// Writes one row per run and evaluation; columns that a run does not have are empty.
  private func writeTrajectories() throws {
    let rows = plan.indices.filter { results[$0] != nil }
    let headers = try rows.map { place throws in
      try TrajectoryLines(trajectory(place), onlyHeader: true).header
    }
    let names = Self.union(headers)
    var file = try StreamedFile(folder.file("trajectories.csv"))
    try file.write((["run", "label", "method", "seed"] + names).joined(separator: ",") + "\n")
    for place in rows {
      guard let result = results[place] else { continue }
      let prefix = [
        plan[place].id, CSV.field(plan[place].label), result.method, "\(result.seed)",
      ].joined(separator: ",")
      let lines = try TrajectoryLines(trajectory(place))
      try file.write(lines.text(columns: names, prefix: prefix))
    }
    try file.finish()
  }

  private func trajectory(_ place: Int) -> URL {
    RunFolder(folder.run(plan[place].id)).file("trajectory.csv")
  }

  /// The union of all headers, in the order of first occurrence.
  private static func union(_ headers: [Substring]) -> [String] {
    var (seen, names) = (Set<Substring>(), [String]())
    for header in headers where seen.insert(header).inserted {
      for name in header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      where !names.contains(name) { names.append(name) }
    }
    return names
  }
}

/// The lines of a run's `trajectory.csv`.
private struct TrajectoryLines {
  let header: Substring
  private let rows: ArraySlice<Substring>

  /// Throws `FileError` with the file if it cannot be read.
  init(_ url: URL, onlyHeader: Bool = false) throws {
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw FileError(
        file: url.path, value: "a file that cannot be read", allowed: "the trajectory of a run")
    }
    let text = String(decoding: data, as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: onlyHeader ? 1 : .max)
    (header, rows) = (lines.first ?? "", lines.dropFirst())
  }

  /// Every row, prefixed with `prefix`, with its values in the given `columns`.
  func text(columns: [String], prefix: String) -> String {
    let own = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if own == columns { return rows.map { "\(prefix),\($0)\n" }.joined() }
    let places = columns.map { own.firstIndex(of: $0) }
    return rows.map { row in
      let values = row.split(separator: ",", omittingEmptySubsequences: false)
      let fields = places.map { place in
        place.flatMap { values.indices.contains($0) ? values[$0] : nil } ?? ""
      }
      return "\(prefix),\(fields.joined(separator: ","))\n"
    }.joined()
  }
}
