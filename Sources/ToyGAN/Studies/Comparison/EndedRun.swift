import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// A run of a sweep that has ended, as a comparison of labels sees it.
struct EndedRun {
  var label: String
  /// The target as the plan states it.
  var target: String
  var summary: RunSummary

  var isDiverged: Bool { summary.isDiverged }

  /// The last measurement of a metric; nil in a run that diverged, and where it is no finite number.
  func measurement(_ metric: String) -> MetricValue? {
    let measured = summary.metrics.first { $0.name == metric }
    return isDiverged || measured?.value.isFinite != true ? nil : measured
  }

  /// Whether it diverged, or ended with fewer than half of the modes.
  var isCollapsed: Bool {
    guard let modes = measurement("modes_covered"), let all = modes.ceiling else {
      return isDiverged
    }
    return modes.value < all / 2
  }
}

extension SweepFolder {
  /// The runs that have ended, in the order of the plan, and how many have not.
  ///
  /// Throws `FileError` where the folder holds no plan, or one that cannot be read.
  func endedRuns() throws -> (ended: [EndedRun], unfinished: Int) {
    let plan = try planned(PlanLine.self)
    let ended = plan.compactMap { line in
      RunFolder(run(line.run)).summary().flatMap { summary in
        summary.isFinished
          ? EndedRun(label: line.label, target: line.target, summary: summary) : nil
      }
    }
    return (ended, plan.count - ended.count)
  }
}

/// What a comparison reads of a line of `plan.jsonl`.
private struct PlanLine: Decodable, Sendable {
  var run: String
  var label: String
  var configuration: Settings

  struct Settings: Decodable, Sendable { var target: SettingNode }

  /// A target's name, or JSON.
  var target: String { configuration.target.text ?? configuration.target.json }
}
