import Foundation
import ToyGANFiles
import ToyGANSettings

/// The tables of a sweep, made only from the files of its runs, in the order of the plan: they are
/// identical for any number of workers and any order in which the runs end.
package struct SweepTables {
  private let plan: [PlanFile.Line]
  private let folder: SweepFolder
  private let results: [RunResult?]

  /// Writes the tables, and repeats this if runs have ended in the meantime; returns the number of runs of the
  /// plan, and of those that have not ended.
  ///
  /// Two processes that share a folder may write at the same time, and one of them without the other's last
  /// run. The process that finishes last detects the change and writes again. The plan is that of the folder:
  /// another process may have extended it.
  @discardableResult
  package static func write(in folder: SweepFolder) throws -> (total: Int, unfinished: Int) {
    var (plan, results) = ([PlanFile.Line](), SweepResults([], in: folder))
    repeat {
      let stored = try folder.planned(PlanFile.Line.self)
      if stored != plan {
        (plan, results) = (stored, SweepResults(stored.map(\.run), in: folder))
        _ = results.refresh()
      }
      try SweepTables(plan: plan, folder: folder, results: results.results).write()
    } while try results.refresh() || folder.planned(PlanFile.Line.self) != plan
    return (plan.count, results.unfinished(of: plan))
  }

  private func write() throws {
    let summary = SummaryTable(
      plan: plan.map { ($0.run, $0.label) }, results: results,
      metrics: folder.registry.metrics, varied: try VariedSettings(of: folder))
    try AtomicFile.write(summary.csv, to: folder.file(SummaryTable.file))
    try SweepTrajectories(plan: plan, results: results, folder: folder).write()
    try AtomicFile.write(folder.table(of: plan, results), to: folder.file("table.md"))
  }
}
