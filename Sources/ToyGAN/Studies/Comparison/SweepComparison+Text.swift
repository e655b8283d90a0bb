import Foundation
import ToyGANFiles
import ToyGANMetrics

extension SweepComparison {
  /// The comparison as text: what the metric measures, a line for each label, and comparisons of pairs.
  public var text: String {
    let parts = groups.map { ComparisonText($0, metric: metric).text }
    let note =
      unfinished == 0 ? [] : ["Runs left out because they have not ended: \(unfinished).\n"]
    return (parts + note).joined(separator: "\n")
  }
}

/// One group of labels as text of at most 100 columns, unless labels are too long.
private struct ComparisonText {
  private let group: ComparedLabels
  private let metric: Metric
  private let decimals: Int

  /// With more labels than this, each label is compared only with the best one.
  private static let maximumCrossed = 8

  init(_ group: ComparedLabels, metric: Metric) {
    self.group = group
    self.metric = metric
    let largest = group.labels.flatMap(\.finite.values).map(abs).max() ?? 0
    let digits = largest > 0 ? Int(clamping: log10(largest).rounded(.down)) : 0
    // Three or four significant digits; two decimals for counts.
    let counts = group.labels.flatMap(\.finite.values).allSatisfy { $0 == $0.rounded() }
    decimals = counts ? 2 : digits < 0 ? 2 - digits : max(0, 3 - digits)
  }

  var text: String {
    let sentences = ComparisonSentences(group: group, metric: metric)
    let parts = [sentences.introduction, table(labelRows)]
    return (group.pairs.isEmpty ? parts : parts + [table(pairRows), sentences.conclusion])
      .joined(separator: "\n")
  }

  // MARK: - Tables

  private var labelRows: [[String]] {
    var columns: [(name: String, cell: (LabelScores) -> String)] = [
      ("", { $0.label }), ("runs", { "\($0.count)" }), ("mean", mean),
      ("median", { number($0.median) }), ("IQM", middle),
    ]
    if group.countsModes { columns.append(("collapsed", collapsed)) }
    if group.labels.contains(where: { $0.diverged > 0 }) {
      columns.append(("diverged", { "\($0.diverged)" }))
    }
    if group.labels.contains(where: { $0.withoutValue > 0 }) {
      columns.append(("no value", { "\($0.withoutValue)" }))
    }
    return [columns.map(\.name)] + group.labels.map { label in columns.map { $0.cell(label) } }
  }

  private var pairRows: [[String]] {
    let all = group.labels.count <= Self.maximumCrossed
    let best = group.labels.first?.label
    let shown = group.pairs.filter { all || $0.first.label == best || $0.second.label == best }
    var rows = [
      [all ? "" : "only the best labels; --json has all", "difference", "P(better)", "p", ""]
    ]
    for label in group.labels.map(\.label) {
      let own = shown.filter { $0.first.label == label }
      if !own.isEmpty { rows.append(["\(label) against", "", "", "", ""]) }
      rows += own.map { pair in
        [
          "  \(pair.second.label)", pair.difference.map { signed($0) } ?? "-", probability(pair),
          ComparisonSentences.short(pair.correctedP), pair.verdict,
        ]
      }
    }
    return rows
  }

  private func table(_ rows: [[String]]) -> String {
    TextTable(rows).text.split(separator: "\n").map {
      String($0.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  // MARK: - Cells

  private func mean(_ label: LabelScores) -> String {
    guard let mean = label.finite.mean else { return "-" }
    let width = label.meanInterval.map { " ± " + number($0.halfWidth) } ?? ""
    return number(mean) + width
      + (label.finite.count < label.count ? " (\(label.finite.count))" : "")
  }

  private func middle(_ label: LabelScores) -> String {
    let (mean, interval) = (label.interquartileMean.value, label.interquartileMean.interval())
    let ends = interval.map { " [\(number($0.lower)), \(number($0.upper))]" } ?? ""
    return number(mean) + (mean?.isFinite == true ? ends : "")
  }

  private func collapsed(_ label: LabelScores) -> String {
    let ends = label.collapsed.interval().map {
      " (\(DecimalText.fixed(100 * $0.lower, 0))-\(DecimalText.fixed(100 * $0.upper, 0)) %)"
    }
    return "\(label.collapsed.successes)/\(label.collapsed.trials)\(ends ?? "")"
  }

  private func probability(_ pair: LabelPair) -> String {
    guard let value = pair.probability.value else { return "-" }
    let ends = pair.probability.interval().map {
      " [\(DecimalText.fixed($0.lower, 2)), \(DecimalText.fixed($0.upper, 2))]"
    }
    return DecimalText.fixed(value, 2) + (ends ?? "")
  }

  private func number(_ value: Double?) -> String {
    value.map { $0.isFinite ? DecimalText.fixed($0, decimals) : "failed" } ?? "-"
  }

  private func signed(_ value: Double) -> String {
    let size = number(abs(value))
    return Double(size) == 0 ? size : (value < 0 ? "-" : "+") + size
  }
}
