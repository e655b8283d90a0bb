import Foundation
import ToyGANFiles

/// The file `trajectories.csv` of a sweep: one row per run and evaluation; columns that a run does not have
/// are empty.
struct SweepTrajectories {
  /// Name of the file in a sweep's folder.
  static let file = "trajectories.csv"

  private let plan: [PlanFile.Line]
  private let results: [RunResult?]
  private let folder: SweepFolder

  init(plan: [PlanFile.Line], results: [RunResult?], folder: SweepFolder) {
    (self.plan, self.results, self.folder) = (plan, results, folder)
  }

  /// Writes the file, run by run, so that a sweep of any size fits in memory.
  func write() throws {
    let places = plan.indices.filter { results[$0] != nil }
    let names = try union(places.map { try trajectory($0).header })
    var file = try StreamedFile(folder.file(Self.file))
    try file.write((RunColumn.ofEvaluations.names + names).joined(separator: ",") + "\n")
    for place in places {
      guard let summary = results[place]?.summary else { continue }
      let prefix = RunColumn.ofEvaluations.cells((plan[place].run, plan[place].label, summary))
      let table = try trajectory(place)
      try file.write(
        table.text(columns: names, prefix: prefix.map(CSV.field).joined(separator: ",")))
    }
    try file.finish()
  }

  private func trajectory(_ place: Int) throws(FileError) -> CSVTable {
    try CSVTable(contentsOf: RunFolder(folder.run(plan[place].run)).file(Trajectory.file))
  }

  /// The union of all headers, in the order of first occurrence.
  private func union(_ headers: [[String]]) -> [String] {
    var (seen, names) = (Set<[String]>(), [String]())
    for header in headers where seen.insert(header).inserted {
      for name in header where !names.contains(name) { names.append(name) }
    }
    return names
  }
}
