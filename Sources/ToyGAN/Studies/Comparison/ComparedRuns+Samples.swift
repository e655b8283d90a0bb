import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// How the files of added samples are scored.
public struct AddedSamplesOptions: Sendable {
  /// The target; nil for that of the sweeps.
  public var target: TargetConfiguration?
  /// Samples of each file that are scored; nil for as many as the sweeps' runs were scored by, or, without a sweep,
  /// as many as the smallest file has.
  public var samples: Int?
  /// Names of the metrics; the counts of modes are measured too.
  public var metrics: [String] = []
  /// How the files are read.
  public var reading = SampleReading()

  public init() {}
}

extension ComparedRuns {
  /// Adds samples of other programs, scored against the target like the evaluations of runs; runs on other targets
  /// are left out.
  ///
  /// Throws `SettingError` if a label is taken, if the target is unknown or not one of the sweeps, or if it cannot
  /// have a metric, and `FileError` for a file that cannot be read.
  public mutating func add(
    _ added: [AddedSamples], options: AddedSamplesOptions = AddedSamplesOptions()
  ) throws {
    guard !added.isEmpty else { return }
    try requireFree(added.map(\.label))
    let target = try target(options)
    let words = try target.wordsInPlan()
    if !sweeps.isEmpty { try keep(on: words) }
    let judge = try Judge(target)
    let scorer = SampleScorer(
      judge: judge, metrics: try metrics(options.metrics, of: judge.target),
      reading: options.reading)
    let ofSweeps = try samplesOfSweeps(on: words)
    let count = try options.samples ?? ofSweeps ?? scorer.smallestCount(in: added)
    let notes = SampleNotes(
      count: count,
      reason: options.samples != nil
        ? "as asked"
        : ofSweeps != nil ? "as many as of the sweeps' runs" : "as many as the smallest has")
    var all: [SampleScorer.ScoredFile] = []
    for samples in added {
      let scored = try scorer.score(samples, samples: count)
      self.notes += notes.about(samples.label, scored)
      runs += scored.enumerated().map { EndedRun(samples.label, target: words, seed: $0, $1) }
      all += scored
    }
    self.notes += notes.about(all: all)
  }

  /// Throws `SettingError` if a label occurs twice, or in a sweep.
  private func requireFree(_ labels: [String]) throws(SettingError) {
    var taken = Set(runs.map(\.label))
    for label in labels where !taken.insert(label).inserted {
      throw SettingError(
        key: "add", has: "the label '\(label)', which is taken",
        allowed: "a label that no sweep and no other samples have")
    }
  }

  /// The target that is named, or that of the sweeps if there is only one.
  private func target(_ options: AddedSamplesOptions) throws -> TargetConfiguration {
    if let target = options.target { return target }
    let known = targets
    if known.count == 1 {
      for sweep in sweeps {
        if let found = try sweep.configuration(on: known[0]) { return found.target }
      }
    }
    throw SettingError(
      key: "target", value: "missing",
      allowed: known.count > 1
        ? "one of the sweeps' targets: \(known.joined(separator: ", "))"
        : "the target of the samples, for example ring8")
  }

  /// The metrics of those names, and those that lead tables; each once, in the order of the registry.
  private func metrics(
    _ names: [String], of target: any Target
  ) throws(SettingError) -> [Metric] {
    for name in names {
      guard let metric = registry.metric(name) else {
        throw SettingError.unknown(name, key: "metric", known: registry.metrics.map(\.name))
      }
      guard metric.applies(to: target) else {
        throw SettingError(
          key: "metric", has: "\(name), which needs \(metric.need.text)",
          allowed: "a metric that this target can have")
      }
    }
    let leading = (Metric.modeCounts + Metric.leading(for: target)).map(\.name)
    return registry.metrics.filter { names.contains($0.name) || leading.contains($0.name) }
  }

  /// How many samples the runs on a target were scored by; nil without a sweep.
  private func samplesOfSweeps(on target: String) throws -> Int? {
    for sweep in sweeps {
      if let found = try sweep.configuration(on: target) { return found.evaluation.samples }
    }
    return nil
  }
}

extension EndedRun {
  /// The samples of a file as a run that has ended; the number of the file stands for the seed.
  fileprivate init(_ label: String, target: String, seed: Int, _ file: SampleScorer.ScoredFile) {
    self.init(
      label: label, target: target,
      summary: RunSummary(
        label: label, method: "", seed: UInt64(seed), status: "completed", steps: 0,
        metrics: file.measured))
  }
}
