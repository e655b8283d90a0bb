import Foundation
import ToyGANFiles
import ToyGANGames
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// A run of a sweep that has ended, with the data needed to compare labels.
struct EndedRun {
  var label: String
  /// The target in the words of the plan.
  var target: String
  var summary: RunSummary

  var isDiverged: Bool { summary.isDiverged }

  /// The final value of a metric; nil if the run diverged, or if the value is not finite.
  func measurement(_ metric: String) -> MetricValue? {
    let measured = summary.metrics.first { $0.name == metric }
    return isDiverged || measured?.value.isFinite != true ? nil : measured
  }

  /// Whether it diverged, or ended with fewer than half of the modes.
  var isCollapsed: Bool {
    guard let modes = measurement(Metric.modesCovered.name), let all = modes.expectedForTarget
    else {
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
    let ended = plan.compactMap { line in
      RunFolder(run(line.run)).summary().flatMap { summary in
        summary.isFinished
          ? EndedRun(label: line.label, target: line.target, summary: summary) : nil
      }
    }
    return (ended, plan.count - ended.count)
  }
}

/// The part of a line of `plan.jsonl` that a comparison needs.
private struct PlanLine: Decodable, Sendable {
  var run: String
  var label: String
  var configuration: Settings

  struct Settings: Decodable, Sendable { var target: SettingNode }

  /// The target's name, or its settings as JSON.
  var target: String { configuration.target.text ?? configuration.target.json }
}
