import Foundation
import ToyGANCore
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// A run of a sweep that has ended, or samples of another program, with the data needed to compare labels.
struct EndedRun: Sendable {
  var label: String
  /// The target in the words of the plan.
  var target: String
  var summary: RunSummary
  /// Name of the run's folder in its sweep; nil for samples of another program.
  var name: String?
  /// Index of the sweep among those that are compared; nil for samples of another program.
  var sweep: Int?
  /// The label in its sweep, where it is another.
  var labelInSweep: String?

  var isDiverged: Bool { summary.isDiverged }

  /// The final value of a metric; nil if the run diverged, or if the value is not finite.
  func measurement(_ metric: String) -> MetricValue? {
    let measured = summary.metrics.first { $0.name == metric }
    return isDiverged || measured?.value.isFinite != true ? nil : measured
  }

  /// Whether the metric was measured, with any result.
  func hasMeasured(_ metric: String) -> Bool { summary.metrics.contains { $0.name == metric } }

  /// Whether the run has ended with an infinite value of the metric, and did not diverge.
  func isInfinite(_ metric: String) -> Bool {
    !isDiverged && summary.metrics.first { $0.name == metric }?.value.isInfinite == true
  }

  /// Whether it diverged, or ended with fewer than half of the modes by this count.
  func isCollapsed(by count: Metric?) -> Bool {
    guard let count, let modes = measurement(count.name), let all = modes.expectedForTarget else {
      return isDiverged
    }
    return modes.value < all / 2
  }
}

extension SweepFolder {
  /// The runs that have ended, in the order of the plan, and the number of runs that have not.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  func endedRuns() throws -> (ended: [EndedRun], unfinished: Int) {
    let plan = try planned(PlanLine.self)
    // In parts of some runs, because most of the time is spent on decoding.
    let ended = plan.inChunks(of: 32).inParallel { lines in
      lines.compactMap { line in
        RunFolder(run(line.run)).summary().flatMap { summary in
          summary.isFinished
            ? EndedRun(
              label: line.label, target: line.target, summary: summary, name: line.run) : nil
        }
      }
    }.flatMap(\.self)
    return (ended, plan.count - ended.count)
  }

  /// The settings of the first planned run of each label, by label.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  func settingsOfLabels() throws -> [String: SettingNode] {
    struct Line: Decodable, Sendable {
      var label: String
      var configuration: SettingNode
    }
    let pairs = try planned(Line.self).map { ($0.label, $0.configuration) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The settings of the first planned run on a target that can be read; nil if there is none.
  func configuration(on target: String) throws -> Configuration? {
    for line in try planned(PlanLine.self) where line.target == target {
      let run = RunFolder(run(line.run), registry: registry)
      if run.exists { return try run.configuration() }
    }
    return nil
  }
}

/// The part of a line of `plan.jsonl` that a comparison needs.
private struct PlanLine: Decodable, Sendable {
  var run: String
  var label: String
  var configuration: Settings

  struct Settings: Decodable, Sendable { var target: SettingNode }

  /// The target's name, or its settings as JSON.
  var target: String { configuration.target.inPlan }
}

extension SettingNode {
  /// A target in the words of the plan: its name, or its settings as JSON.
  package var inPlan: String { text ?? json }
}

extension TargetConfiguration {
  /// The target in the words of a plan, in which a file of points has the name that tells contents apart.
  ///
  /// Throws `FileError` if the points cannot be read.
  func wordsInPlan() throws -> String {
    var configuration = Configuration()
    configuration.target = self
    return configuration.reading(try InputFile.all(of: configuration), from: \.nameInSweep)
      .target.node.inPlan
  }
}
