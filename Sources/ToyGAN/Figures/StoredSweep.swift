import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANStudies

/// The files of a sweep's folder that figures need.
struct StoredSweep {
  let folder: URL
  /// The runs in the order of the plan.
  let runs: [SummarizedRun]
  /// The labels in order of first appearance, which is the order in every figure.
  let labels: [String]

  /// Throws a `FileError` if the folder has no plan, or if none of its runs has a summary.
  init(folder: URL) throws {
    self.folder = folder
    runs = try SweepFolder(folder).summarizedRuns()
    guard !runs.isEmpty else {
      throw FileError(
        file: folder.relativePath.inOneLine(), value: "a sweep of which no run has ended",
        allowed: "one with at least one run that has ended or was interrupted")
    }
    var labels = [String]()
    for run in runs where !labels.contains(run.label) { labels.append(run.label) }
    self.labels = labels
  }

  func runs(of label: String) -> [SummarizedRun] { runs.filter { $0.label == label } }

  func stored(_ run: SummarizedRun) -> StoredRun {
    StoredRun(folder: folder.appendingPathComponent("runs").appendingPathComponent(run.run))
  }

  /// The run that stands for a label where one is shown: of the runs that stored samples, the first that covers
  /// the median number of modes, or the lower of two in the middle; nil if none stored samples.
  func typicalRun(of label: String) -> SummarizedRun? {
    Self.typical(runs(of: label).filter { !stored($0).sampleSteps().isEmpty })
  }

  static func typical(_ runs: [SummarizedRun]) -> SummarizedRun? {
    // A run without a number, such as one that diverged, counts as the lowest.
    func modes(_ run: SummarizedRun) -> Double { run.modes.isNaN ? -1 : run.modes }
    let sorted = runs.map(modes).sorted()
    guard !sorted.isEmpty else { return nil }
    let median = sorted[(sorted.count - 1) / 2]
    return runs.first { modes($0) == median }
  }

  /// The number of modes per label, by index, according to the first run of a label that has a summary; nil
  /// if the target has none.
  func modeCounts() throws(FileError) -> [Int?] {
    var modeCounts: [Int?] = []
    for label in labels {
      var summary: RunSummary?
      for run in runs(of: label) where summary == nil { summary = try stored(run).summary() }
      modeCounts.append(summary?.modes)
    }
    return modeCounts
  }

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
