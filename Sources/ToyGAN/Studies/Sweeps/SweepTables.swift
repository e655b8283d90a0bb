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
    try AtomicFile.write(summary.csv, to: folder.file(SummaryTable.file))
    try SweepTrajectories(plan: plan, results: results, folder: folder).write()
    let ended = zip(plan, results).map { run, result in
      (run.label, result?.summary.outcome(of: run.configuration.steps) == nil ? nil : result)
    }
    try AtomicFile.write(ComparisonTable(ended).markdown, to: folder.file("table.md"))
  }
}
