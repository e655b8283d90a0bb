import Foundation
import ToyGANFiles
import ToyGANMetrics

/// The sentences before and after the tables of a comparison, in lines of at most 100 columns.
struct ComparisonSentences {
  let group: ComparedLabels
  let metric: Metric

  /// What the metric measures, and how to read the table of labels.
  var introduction: String {
    // The full text of a mixture is too long to be readable here.
    let targets = group.targets.map { $0.count > 60 ? $0.prefix(59) + "…" : $0 }
    var text = "\(metric.name) on \(targets.joined(separator: " and ")): \(group.definition)."
    let itself =
      group.expectedForTarget.map { "; the target itself scores \(Self.short($0))" } ?? ""
    switch metric.preference {
    case .higher: text += " Higher is better\(itself)."
    case .lower: text += " Lower is better\(itself)."
    case .targetValue:
      text += " Scores are distances from what the target itself scores"
      text += (group.expectedForTarget.map { ", \(Self.short($0))" } ?? "") + ": lower is better."
    }
    if group.isRelative { text += " Scores are shares of what each target itself scores." }
    text += " Intervals have 95 % confidence; IQM is the mean of the middle half of the runs, whose"
    text += " bootstrap interval is too short for few seeds."
    if group.countsModes {
      text += " Collapsed: diverged, or fewer than half of the modes at the end."
    }
    if group.labels.contains(where: { $0.finite.count < $0.count }) {
      text += " Runs that diverged, or have no value, count as worse than any other; means are over"
      text += " the rest."
    }
    return wrapped(text)
  }

  /// How to read the table of pairs, and what this number of runs can show at most.
  var conclusion: String {
    let counts = group.labels.map(\.count)
    let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let least = group.pairs.map(\.smallestP).min() ?? 1
    let corrected = min(1, least * Double(group.pairs.count))
    let runs = "\(fewest == most ? "" : "\(fewest) to ")\(most) \(most == 1 ? "run" : "runs")"
    let over = "\(group.pairs.count) \(group.pairs.count == 1 ? "pair" : "pairs")"
    var text = "P(better): how likely a run of the one scores better than a run of the other, ties"
    text += " counting half; its bootstrap interval is too short for few seeds. p: Mann-Whitney,"
    text += " two-sided, after Holm's correction over \(over); better means p below"
    text += " \(LabelPair.significance). With \(runs) a label p is at least"
    text += " \(Self.short(least)), and \(Self.short(corrected)) once corrected"
    return wrapped(
      text + (corrected < LabelPair.significance ? "." : ": these runs cannot show any difference.")
    )
  }

  /// A number with about two significant digits: `0.023`, `2.3e-05`, `8`.
  static func short(_ value: Double) -> String { DecimalText.significant(value, 2) }

  private func wrapped(_ text: String, columns: Int = 100) -> String {
    var (lines, line) = ("", "")
    for word in text.split(separator: " ") {
      if line.count + 1 + word.count > columns {
        lines += line + "\n"
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + line + "\n"
  }
}
