import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANStatistics
import ToyGANStudies

/// The files of a sweep's folder that figures need.
struct StoredSweep {
  let folder: URL
  /// The runs in the order of the plan.
  private(set) var runs: [SummarizedRun]
  /// The labels in the order of every figure: of first appearance or, if there are more than colours, from the
  /// best score to the worst.
  private(set) var labels: [String]
  /// The place of the first label among the colours of all labels.
  private(set) var firstColour = 0
  /// All labels in order of first appearance.
  let labelsOfPlan: [String]
  /// The metric by which figures compare runs; nil if no run has one.
  let score: Score?
  private let registry: Registry

  /// Throws a `FileError` if the folder has no plan, or if none of its runs has a summary.
  init(folder: URL, registry: Registry = .standard) throws {
    (self.folder, self.registry) = (folder, registry)
    runs = try SweepFolder(folder, registry: registry).summarizedRuns()
    guard !runs.isEmpty else {
      throw FileError(
        file: folder.relativePath.inOneLine(), value: "a sweep of which no run has ended",
        allowed: "one with at least one run that has ended or was interrupted")
    }
    var labels = [String]()
    for run in runs where !labels.contains(run.label) { labels.append(run.label) }
    labelsOfPlan = labels
    // Runs of an older version lack some metrics: all are compared by one that all have.
    let measured = runs.map { Set($0.values.keys) }.filter { !$0.isEmpty }
    let shared = measured.dropFirst().reduce(measured.first ?? []) { $0.intersection($1) }
    score = Score(measured: shared)
    self.labels =
      labels.count > FigurePalette.most ? Self.sorted(labels, runs: runs, by: score) : labels
  }

  /// Labels from the best mean score to the worst; those without a score are last.
  private static func sorted(
    _ labels: [String], runs: [SummarizedRun], by score: Score?
  ) -> [String] {
    guard let score, score.metric.preference != .targetValue else { return labels }
    let sign = score.metric.preference == .higher ? -1.0 : 1
    let runs = Dictionary(grouping: runs, by: \.label)
    func key(_ label: String, _ metric: Metric?) -> Double {
      let values = metric.map { metric in (runs[label] ?? []).map { $0.value(of: metric) } } ?? []
      return Observations(values.filter(\.isFinite)).mean.map { sign * $0 } ?? .infinity
    }
    let ranked = labels.enumerated().map { index, label in
      (
        best: key(label, score.metric), next: key(label, score.classical), index: index,
        label: label
      )
    }
    return ranked.sorted { ($0.best, $0.next, $0.index) < ($1.best, $1.next, $1.index) }.map(
      \.label)
  }

  /// The sweep in parts with about as many labels each, for as many pages.
  func parts(_ count: Int) -> [StoredSweep] {
    let starts = (0...count).map { $0 * labels.count / count }
    return zip(starts, starts.dropFirst()).filter { $0 < $1 }.map { start, end in
      var part = self
      part.labels = Array(labels[start..<end])
      part.runs = runs.filter { part.labels.contains($0.label) }
      part.firstColour = start
      return part
    }
  }

  func runs(of label: String) -> [SummarizedRun] { runs.filter { $0.label == label } }

  func stored(_ run: SummarizedRun) -> StoredRun {
    StoredRun(
      folder: folder.appendingPathComponent("runs").appendingPathComponent(run.run),
      registry: registry)
  }

  /// The run that stands for a label where one is shown: of the runs that stored samples, the first with the
  /// median score, or the worse of two in the middle; nil if none stored samples.
  func typicalRun(of label: String) -> SummarizedRun? {
    let sign = score?.metric.preference == .lower ? -1.0 : 1
    return Self.typical(runs(of: label).filter { !stored($0).sampleSteps().isEmpty }) { run in
      score.map { sign * run.value(of: $0.metric) } ?? run.modes
    }
  }

  /// The first run with the median of a score that improves upwards.
  static func typical(
    _ runs: [SummarizedRun], by score: (SummarizedRun) -> Double = \.modes
  ) -> SummarizedRun? {
    // A run without a number, such as one that diverged, counts as the worst.
    func key(_ run: SummarizedRun) -> Double { score(run).isNaN ? -.infinity : score(run) }
    let sorted = runs.map(key).sorted()
    guard !sorted.isEmpty else { return nil }
    let median = sorted[(sorted.count - 1) / 2]
    return runs.first { key($0) == median }
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

extension SummarizedRun {
  /// The last value of a metric; NaN if it was not measured.
  func value(of metric: Metric) -> Double { values[metric.name] ?? .nan }
}
