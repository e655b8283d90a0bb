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
  /// The runs in the order of the plan, and then samples of other programs, one run for each file.
  private(set) var runs: [SummarizedRun]
  /// The labels in the order of every figure: of first appearance or, if there are more than colours, from the
  /// best score to the worst.
  private(set) var labels: [String]
  /// The place of the first label among the colours of all labels.
  private(set) var firstColour = 0
  /// All labels in order of first appearance.
  let labelsOfPlan: [String]
  /// The metric by which figures compare runs; nil if no run has one.
  private(set) var score: Score?
  /// Samples of other programs, whose labels have no runs in the folder.
  let added: AddedToFigures?
  /// What a reader should know about samples of other programs, a sentence each.
  let notes: [String]
  /// The labels of figures.
  let names: TargetNames
  private let registry: Registry

  /// The sweep in a folder, with samples of other programs beside its labels.
  ///
  /// Throws a `FileError` if the folder has no plan, or if none of its runs has a summary, and what samples that
  /// cannot be scored throw.
  init(
    folder: URL, registry: Registry = .standard, added: AddedToFigures? = nil
  ) throws {
    (self.folder, self.registry, self.added) = (folder, registry, added)
    let read = try SweepFolder(folder, registry: registry).summarizedRuns()
    names = TargetNames(read)
    runs = names.named(read)
    guard !runs.isEmpty else {
      throw FileError(
        file: folder.relativePath.inOneLine(), value: "a sweep of which no run has ended",
        allowed: "one with at least one run that has ended or was interrupted")
    }
    score = Self.score(of: runs)
    let scored = try added?.scored(by: score, beside: SweepFolder(folder, registry: registry))
    notes = scored?.notes ?? []
    runs += scored?.runs ?? []
    var labels = [String]()
    for run in runs where !labels.contains(run.label) { labels.append(run.label) }
    labelsOfPlan = labels
    self.labels =
      labels.count > FigurePalette.most ? Self.sorted(labels, runs: runs, by: score) : labels
  }

  /// Runs of an older version lack some metrics: all are compared by one that all have.
  private static func score(of runs: [SummarizedRun]) -> Score? {
    let deciding = runs.contains { !$0.isDiverged } ? runs.filter { !$0.isDiverged } : runs
    let measured = deciding.map { Set($0.values.keys) }.filter { !$0.isEmpty }
    return Score(
      measured: measured.dropFirst().reduce(measured.first ?? []) { $0.intersection($1) })
  }

  /// Labels from the best mean score to the worst; those without a score are last.
  private static func sorted(
    _ labels: [String], runs: [SummarizedRun], by score: Score?
  ) -> [String] {
    guard let score, score.metric.preference != .targetValue else { return labels }
    let sign = score.metric.preference == .higher ? -1.0 : 1
    let runs = Dictionary(grouping: runs, by: \.label)
    func key(_ label: String, _ metric: Metric?) -> Double {
      let mean = metric.flatMap { (runs[label] ?? []).observations(of: $0).mean }
      return mean.map { sign * $0 } ?? .infinity
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

  /// The sweep with another metric by which figures compare runs.
  func scored(by metric: Metric) -> StoredSweep {
    var copy = self
    copy.score = Score(metric)
    return copy
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

  /// The sweep without samples of other programs.
  var trained: StoredSweep {
    var part = self
    part.runs = runs.filter { !$0.run.isEmpty }
    part.labels = labels.filter { label in part.runs.contains { $0.label == label } }
    return part
  }

  func runs(of label: String) -> [SummarizedRun] { runs.filter { $0.label == label } }

  /// The targets in the words of the plan, in order of first appearance.
  var targets: [String] {
    runs.reduce(into: []) { found, run in
      if !found.contains(run.target.words) { found.append(run.target.words) }
    }
  }

  /// A run on a target that stored samples; nil if there is none.
  func storedRun(on target: String) -> StoredRun? {
    runs.lazy.filter { $0.target.words == target && !$0.run.isEmpty }.map(stored)
      .first { !$0.sampleSteps().isEmpty }
  }

  func stored(_ run: SummarizedRun) -> StoredRun {
    StoredRun(
      folder: folder.appendingPathComponent("runs").appendingPathComponent(run.run),
      registry: registry)
  }

  /// The run that stands for a label where one is shown: of the runs that stored samples, the first with the
  /// median score, or the worse of two in the middle; nil if none stored samples.
  func typicalRun(of label: String) -> SummarizedRun? {
    let sign = score?.metric.preference == .lower ? -1.0 : 1
    let stored = runs(of: label).filter {
      !$0.run.isEmpty && !self.stored($0).sampleSteps().isEmpty
    }
    return Self.typical(stored) { run in
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

  /// The number of modes per label, by index; nil if the target has none, or if the label's targets differ in it.
  func modeCounts() -> [Int?] { labels.map { runs(of: $0).modesOfTarget } }

  /// Whether every label has only one seed.
  var hasOneSeed: Bool { labels.allSatisfy { seeds(of: $0) == 1 } }

  private func seeds(of label: String) -> Int { Set(runs(of: label).map(\.seed)).count }

  /// "10 seeds", or "8 to 10 seeds" if labels differ.
  var seedCount: String {
    let counts = labels.map(seeds)
    let (low, high) = (counts.min() ?? 0, counts.max() ?? 0)
    return low == high ? "\(low) \(low == 1 ? "seed" : "seeds")" : "\(low) to \(high) seeds"
  }

  /// "2 diverged" or a similar remark; empty if every run of a label is completed.
  func remark(on label: String) -> String { runs(of: label).remark }
}
