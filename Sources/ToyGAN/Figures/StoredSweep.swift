import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANStudies

/// The files of a sweep's folder that figures need.
struct StoredSweep {
  struct Run {
    var id: String
    var label: String
    var seed: UInt64
    var status: String
    /// Final number of modes covered; NaN if there is none for the run or its target.
    var modes: Double
  }

  let folder: URL
  /// The runs in the order of the plan.
  let runs: [Run]
  /// The labels in order of first appearance, which is the order in every figure.
  let labels: [String]

  /// Throws a `FileError` if the sweep has no tables yet, or if they lack a column.
  init(folder: URL) throws {
    self.folder = folder
    let summary = folder.appendingPathComponent("summary.csv")
    guard FileManager.default.fileExists(atPath: summary.path) else {
      throw FileError(
        file: folder.relativePath, value: "a sweep without tables",
        allowed: "one that has ended, or of which 'toygan sweep EXPERIMENT --out "
          + "\(folder.relativePath) --merge-only' has made the tables")
    }
    let table = try CSVTable(contentsOf: summary)
    let (ids, names) = (try table.text("run"), try table.text("label"))
    let (seeds, statuses) = (try table.text("seed"), try table.text("status"))
    let modes = try table.numbersIfPresent(Metric.modesCovered.name)
    runs = ids.indices.map {
      Run(
        id: ids[$0], label: names[$0], seed: UInt64(seeds[$0]) ?? 0, status: statuses[$0],
        modes: modes[$0])
    }
    var labels = [String]()
    for name in names where !labels.contains(name) { labels.append(name) }
    self.labels = labels
  }

  func runs(of label: String) -> [Run] { runs.filter { $0.label == label } }

  func stored(_ run: Run) -> StoredRun {
    StoredRun(folder: folder.appendingPathComponent("runs").appendingPathComponent(run.id))
  }

  /// The target and evaluation according to the first run of a label that has a summary.
  func digest(of label: String) throws -> RunDigest {
    for run in runs(of: label) {
      let digest = try stored(run).summary()
      if digest.metrics != nil { return digest }
    }
    return RunDigest()
  }

  /// The number of modes per label, by index; nil if the target has none.
  func ceilings() throws -> [Int?] { try labels.map { try digest(of: $0).modes } }

  /// "10 seeds", or "8 to 10 seeds" if labels differ.
  var seedCount: String {
    let counts = labels.map { label in Set(runs(of: label).map(\.seed)).count }
    let (low, high) = (counts.min() ?? 0, counts.max() ?? 0)
    return low == high ? "\(low) \(low == 1 ? "seed" : "seeds")" : "\(low) to \(high) seeds"
  }

  /// "2 diverged" or a similar remark; empty if every run of a label is completed.
  func remark(on label: String) -> String {
    let runs = runs(of: label)
    return ["diverged", "interrupted"].compactMap { status in
      let count = runs.filter { $0.status == status }.count
      return count == 0 ? nil : "\(count) \(status)"
    }.joined(separator: ", ")
  }
}
