import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStatistics

/// The results of a sweep, one line per label; only runs that have ended count.
///
/// Means, intervals and medians are over the runs that did not diverge, as in `SweepComparison`; if some
/// diverged, a number in parentheses states how many runs are included. A diverged run does not count as
/// having all modes, even if it had them before it diverged.
struct ComparisonTable {
  private typealias Group = (label: String, planned: Int, summaries: [RunSummary])
  private let groups: [Group]

  /// Runs without a summary have not ended.
  init(_ runs: [(label: String, summary: RunSummary?)]) {
    let byLabel = Dictionary(grouping: runs, by: \.label)
    var seen = Set<String>()
    groups = runs.map(\.label).filter { seen.insert($0).inserted }.map { label in
      let group = byLabel[label] ?? []
      return (label, group.count, group.compactMap(\.summary))
    }
  }

  /// The metrics that each summary must contain.
  static let metrics: [Metric] = [.modesCovered, .highQuality, .reverseKL]

  var markdown: String {
    var text =
      "| | runs | modes covered (mean, 95 % interval) | median | high quality | reverse KL (nats) "
      + "| all modes in | diverged |\n|---|---:|---:|---:|---:|---:|---:|---:|\n"
    for group in groups { text += line(group) }
    return text + target()
  }

  private func line(_ group: Group) -> String {
    let (label, planned, summaries) = group
    let ended = summaries.count
    let countsModes = summaries.contains { $0.value(of: .modesCovered) != nil }
    let cells: [String] = [
      label.replacing("|", with: "\\|"), ended < planned ? "\(ended) of \(planned)" : "\(ended)",
      cell(.modesCovered, summaries) { mean($0) { Self.fixed($0, 2) } },
      cell(.modesCovered, summaries) { $0.median.map { Self.fixed($0, 1) } },
      cell(.highQuality, summaries) { mean($0) { Self.fixed(100 * $0, 1) }.map { $0 + " %" } },
      cell(.reverseKL, summaries) { mean($0) { Self.fixed($0, 3) } },
      countsModes ? "\(summaries.count(where: \.hasAllModes)) of \(ended)" : "-",
      "\(summaries.count(where: \.isDiverged))",
    ]
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  /// The line with the values that theory gives for samples of the target itself, if all runs agree on them.
  private func target() -> String {
    func ceiling(_ metric: Metric) -> Double? {
      let all = groups.flatMap(\.summaries).compactMap { summary in
        summary.metrics.first { $0.name == metric.name }?.ceiling
      }
      return all.allSatisfy { $0 == all.first } ? all.first : nil
    }
    guard let modes = ceiling(.modesCovered) else { return "" }
    let quality = ceiling(.highQuality).map { Self.fixed(100 * $0, 2) + " %" } ?? "-"
    let divergence = ceiling(.reverseKL).map { Self.fixed($0, 3) } ?? "-"
    let count = Self.fixed(modes, 0)
    return "| *the target itself* | | \(count) | \(count) | \(quality) | \(divergence) | | |\n"
  }

  /// A cell about the runs that did not diverge, with their number if others diverged; `-` if there are none.
  private func cell(
    _ metric: Metric, _ summaries: [RunSummary], _ say: (Observations) -> String?
  ) -> String {
    let kept = summaries.filter { !$0.isDiverged }
    let observations = Observations(kept.compactMap { $0.value(of: metric) })
    guard let text = say(observations) else { return "-" }
    return text + (kept.count < summaries.count ? " (\(observations.count))" : "")
  }

  private func mean(_ observations: Observations, _ text: (Double) -> String) -> String? {
    guard let mean = observations.mean else { return nil }
    guard let interval = observations.meanInterval() else { return text(mean) }
    return "\(text(mean)) ± \(text(interval.halfWidth))"
  }

  /// A number with a fixed number of decimals, independent of the locale.
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", locale: Locale(identifier: "en_US_POSIX"), value)
  }
}

extension RunSummary {
  fileprivate var hasAllModes: Bool {
    !isDiverged
      && metrics.contains { $0.name == Metric.modesCovered.name && $0.value == $0.ceiling }
  }
}

extension Metric {
  /// A value in the form of CSV: a count without its decimal point.
  func text(_ value: Double) -> String {
    isCount ? Int(exactly: value).map { "\($0)" } ?? CSV.text(value) : CSV.text(value)
  }
}
