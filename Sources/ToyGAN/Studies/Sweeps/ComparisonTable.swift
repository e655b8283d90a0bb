import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings
import ToyGANStatistics

/// The results of a sweep, one line per label; only runs that have ended count.
///
/// The strictest count of modes that every run has comes first, and the classical one beside it; without modes,
/// distances come first. Means, intervals and medians are over the runs that did not diverge, as in
/// `SweepComparison`; if some diverged, a number in parentheses states how many runs are included. A diverged run
/// does not count as having all modes, even if it had them before it diverged.
struct ComparisonTable {
  private typealias Group = (label: String, planned: Int, results: [RunResult])
  private let groups: [Group]
  private let columns: [LabelColumn]

  /// Runs without a result have not ended.
  init(_ runs: [(label: String, result: RunResult?)]) {
    let byLabel = Dictionary(grouping: runs, by: \.label)
    var seen = Set<String>()
    groups = runs.map(\.label).filter { seen.insert($0).inserted }.map { label in
      let group = byLabel[label] ?? []
      return (label, group.count, group.compactMap(\.result))
    }
    columns = LabelColumn.all(for: groups.flatMap(\.results))
  }

  /// The count of modes of the first column; nil if the targets have no modes.
  private var count: Metric? { columns.first.flatMap { $0.metric.isCount ? $0.metric : nil } }

  var markdown: String {
    let titles = columns.map(\.title) + (count == nil ? [] : ["all modes in"]) + ["diverged"]
    var text = "| | runs | \(titles.joined(separator: " | ")) |\n"
    text += "|---|---:|" + String(repeating: "---:|", count: titles.count) + "\n"
    for group in groups { text += line(group) }
    return text + target()
  }

  private func line(_ group: Group) -> String {
    let (label, planned, results) = group
    let ended = results.count
    var cells = [
      label.inOneLine().escaped(["|": "\\|", "\\": "\\\\"]),
      ended < planned ? "\(ended) of \(planned)" : "\(ended)",
    ]
    cells += columns.map { $0.cell(results) }
    if let count {
      let countsModes = results.contains { $0.value(of: count) != nil }
      let complete = results.count { $0.hasAllModes(by: count) }
      cells.append(countsModes ? "\(complete) of \(ended)" : "-")
    }
    cells.append("\(results.count(where: \.summary.isDiverged))")
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  /// The line with the values that theory gives for samples of the target itself, or else draws of it, if all runs
  /// agree on the first.
  private func target() -> String {
    let results = groups.flatMap(\.results)
    let cells = columns.map { $0.target(results) }
    guard let first = cells.first, first != "-" else { return "" }
    let rest = count == nil ? "" : " |"
    return "| *the target itself* | | \(cells.joined(separator: " | "))\(rest) | |\n"
  }
}

/// A column of a comparison: a metric in one of its summaries.
struct LabelColumn {
  enum Summary { case meanWithInterval, mean, median }

  let title: String
  let metric: Metric
  private let summary: Summary
  private let text: @Sendable (Double) -> String

  /// The columns for results: about the modes, unless only distances were measured.
  static func all(for results: [RunResult]) -> [LabelColumn] {
    let measured = Set(results.flatMap { $0.valuesByName.keys })
    let leading = Metric.leading(among: measured)
    guard leading.isEmpty || leading.contains(where: { Metric.ofModes.contains($0.name) }) else {
      return leading.enumerated().flatMap { index, metric in
        let number = { @Sendable (value: Double) in DecimalText.significant(value, 4) }
        let mean = LabelColumn(
          title: "\(metric.name) (mean\(index == 0 ? ", 95 % interval" : ""))", metric: metric,
          summary: index == 0 ? .meanWithInterval : .mean, text: number)
        let median = LabelColumn(
          title: "median", metric: metric, summary: .median, text: number)
        return index == 0 ? [mean, median] : [mean]
      }
    }
    return counts(for: results) + [
      LabelColumn(title: "high quality", metric: .highQuality, summary: .meanWithInterval) {
        DecimalText.fixed(100 * $0, 1) + " %"
      },
      LabelColumn(title: "reverse KL (nats)", metric: .reverseKL, summary: .meanWithInterval) {
        DecimalText.fixed($0, 3)
      },
    ]
  }

  /// The strictest count that every run with a count has, then the classical one.
  private static func counts(for results: [RunResult]) -> [LabelColumn] {
    let counting = results.filter { result in
      Metric.modeCounts.contains { result.value(of: $0) != nil }
    }
    let leading =
      Metric.modeCounts.first { count in counting.allSatisfy { $0.value(of: count) != nil } }
      ?? .modesCovered
    let two = { @Sendable (value: Double) in DecimalText.fixed(value, 2) }
    let columns = [
      LabelColumn(
        title: "\(title(of: leading)) (mean, 95 % interval)", metric: leading,
        summary: .meanWithInterval, text: two),
      LabelColumn(title: "median", metric: leading, summary: .median) {
        DecimalText.fixed($0, 1)
      },
    ]
    guard leading.name != Metric.modesCovered.name else { return columns }
    return columns + [
      LabelColumn(
        title: "\(title(of: .modesCovered)) (mean)", metric: .modesCovered, summary: .mean,
        text: two)
    ]
  }

  private static func title(of count: Metric) -> String {
    count.name.replacing("_", with: " ")
  }

  /// The text about the runs that did not diverge, with their number if it is not that of all; `-` if there are
  /// none.
  func cell(_ results: [RunResult]) -> String {
    let kept = results.filter { !$0.summary.isDiverged }
    let observations = Observations(kept.compactMap { $0.value(of: metric) })
    guard let value = summary == .median ? observations.median : observations.mean else {
      return "-"
    }
    var cell = text(value)
    let modes = kept.lazy.compactMap { $0.measured(metric)?.expectedForTarget }.first
    let bounds = metric.range.bounds(modes: modes)
    if summary == .meanWithInterval, let interval = observations.meanInterval(within: bounds) {
      let ends = [interval.lower, interval.upper].map { text($0).prefix { $0 != " " } }
      cell += " [\(ends.joined(separator: ", "))]"
    }
    return cell + (observations.count < results.count ? " (\(observations.count))" : "")
  }

  /// The value for the target itself: from theory, or otherwise from draws of it; `-` if runs do not agree.
  func target(_ results: [RunResult]) -> String {
    let values = results.compactMap { result in
      result.measured(metric).map { $0.expectedForTarget ?? $0.noiseFloor }
    }
    guard let first = values.first, let value = first, values.allSatisfy({ $0 == first }) else {
      return "-"
    }
    return metric.isCount ? DecimalText.fixed(value, 0) : text(value)
  }
}

extension Metric {
  /// The names of the metrics that lead where a target has modes.
  fileprivate static let ofModes = Set(
    modeCounts.map(\.name) + [Metric.highQuality.name, Metric.reverseKL.name])
}

extension SweepFolder {
  /// The comparison of the runs that have ended so far, in Markdown.
  ///
  /// Throws `FileError` if the folder has no plan, or a plan that cannot be read.
  package func tableSoFar() throws -> String {
    let plan = try planned(PlanFile.Form.self)
    var results = SweepResults(plan.map(\.run), in: self)
    _ = results.refresh()
    let table = ComparisonTable(
      zip(plan, results.results).map { (label: $0.label, result: $1) })
    return try table.markdown + notes()
  }
}
