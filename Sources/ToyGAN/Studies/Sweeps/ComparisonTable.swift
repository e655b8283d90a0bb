import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANStatistics

/// The results of a sweep, one line per label; only runs that have ended count.
///
/// Means, intervals and medians are over the runs that did not diverge, as in `SweepComparison`; if some
/// diverged, a number in parentheses states how many runs are included. A diverged run does not count as
/// having all modes, even if it had them before it diverged.
struct ComparisonTable {
  private typealias Group = (label: String, planned: Int, results: [RunResult])
  private let groups: [Group]

  /// Runs without a result have not ended.
  init(_ runs: [(label: String, result: RunResult?)]) {
    let byLabel = Dictionary(grouping: runs, by: \.label)
    var seen = Set<String>()
    groups = runs.map(\.label).filter { seen.insert($0).inserted }.map { label in
      let group = byLabel[label] ?? []
      return (label, group.count, group.compactMap(\.result))
    }
  }

  var markdown: String {
    var text =
      "| | runs | modes covered (mean, 95 % interval) | median | high quality | reverse KL (nats) "
      + "| all modes in | diverged |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
    for group in groups { text += line(group) }
    return text + target()
  }

  private func line(_ group: Group) -> String {
    let (label, planned, results) = group
    let ended = results.count
    let countsModes = results.contains { $0.value(of: .modesCovered) != nil }
    let cells: [String] = [
      label.inOneLine().escaped(["|": "\\|", "\\": "\\\\"]),
      ended < planned ? "\(ended) of \(planned)" : "\(ended)",
      cell(.modesCovered, results) { mean($0) { DecimalText.fixed($0, 2) } },
      cell(.modesCovered, results) { $0.median.map { DecimalText.fixed($0, 1) } },
      cell(.highQuality, results) { mean($0) { DecimalText.fixed(100 * $0, 1) }.map { $0 + " %" } },
      cell(.reverseKL, results) { mean($0) { DecimalText.fixed($0, 3) } },
      countsModes ? "\(results.count(where: \.hasAllModes)) of \(ended)" : "-",
      "\(results.count(where: \.summary.isDiverged))",
    ]
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  /// The line with the values that theory gives for samples of the target itself, if all runs agree on them.
  private func target() -> String {
    func expectedForTarget(_ metric: Metric) -> Double? {
      let all = groups.flatMap(\.results).compactMap { $0.measured(metric)?.expectedForTarget }
      return all.allSatisfy { $0 == all.first } ? all.first : nil
    }
    guard let modes = expectedForTarget(.modesCovered) else { return "" }
    let quality =
      expectedForTarget(.highQuality).map { DecimalText.fixed(100 * $0, 2) + " %" } ?? "-"
    let divergence = expectedForTarget(.reverseKL).map { DecimalText.fixed($0, 3) } ?? "-"
    let count = DecimalText.fixed(modes, 0)
    return "| *the target itself* | | \(count) | \(count) | \(quality) | \(divergence) | | |\n"
  }

  /// A cell about the runs that did not diverge, with their number if others diverged; `-` if there are none.
  private func cell(
    _ metric: Metric, _ results: [RunResult], _ say: (Observations) -> String?
  ) -> String {
    let kept = results.filter { !$0.summary.isDiverged }
    let observations = Observations(kept.compactMap { $0.value(of: metric) })
    guard let text = say(observations) else { return "-" }
    return text + (kept.count < results.count ? " (\(observations.count))" : "")
  }

  private func mean(_ observations: Observations, _ text: (Double) -> String) -> String? {
    guard let mean = observations.mean else { return nil }
    guard let interval = observations.meanInterval() else { return text(mean) }
    return "\(text(mean)) ± \(text(interval.halfWidth))"
  }
}

extension SweepFolder {
  /// The comparison of the runs that have ended so far, in Markdown.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  package func tableSoFar() throws -> String {
    let plan = try planned(PlanFile.Form.self)
    var results = SweepResults(plan.map(\.run), in: self)
    _ = results.refresh()
    return ComparisonTable(
      zip(plan, results.results).map { (label: $0.label, result: $1) }
    ).markdown
  }
}
