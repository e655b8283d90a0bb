import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStatistics

/// The sentences before and after the tables of a comparison, not yet broken into lines.
struct ComparisonSentences {
  let group: ComparedLabels
  let metric: Metric

  /// The targets, short enough to be read.
  var targets: String {
    // The full text of a mixture is too long to be readable here.
    group.targets.map { $0.count > 60 ? $0.prefix(59) + "…" : $0 }.joined(separator: " and ")
  }

  /// What the metric measures, and which scores are better.
  var introduction: String {
    var text = "\(metric.name) on \(targets): \(group.definition)."
    let itself =
      group.expectedForTarget.map { "; the target itself scores \(ComparisonCells.short($0))" }
      ?? ""
    switch metric.preference {
    case .higher: text += " Higher is better\(itself)."
    case .lower: text += " Lower is better\(itself)."
    case .targetValue:
      text += " Scores are distances from what the target itself scores"
      text +=
        (group.expectedForTarget.map { ", \(ComparisonCells.short($0))" } ?? "")
        + ": lower is better."
    }
    if group.isRelative { text += " Scores are shares of what each target itself scores." }
    return text
  }

  /// How to read those of the columns that are about single labels, a sentence each.
  func labels(_ columns: [ComparisonColumn]) -> [String] {
    var sentences = ["Labels are ranked by IQM, the mean of the middle half of the runs."]
    if columns.contains(.interval) {
      sentences.append(
        "Intervals have 95 % confidence (Student's t, cut at the possible values).")
      if group.labels.contains(where: { $0.meanInterval?.halfWidth == 0 }) {
        sentences.append("An interval without width only says that all runs are equal.")
      }
      let areFew = group.labels.contains {
        $0.strata.count == 1 && (1..<Observations.leastForInterval).contains($0.finite.count)
      }
      if areFew { sentences.append("From fewer than three runs no interval can be told.") }
    }
    if columns.contains(.interquartileInterval) {
      sentences.append("The bootstrap interval of the IQM is too short for few seeds.")
    }
    if let count = group.count, columns.contains(.collapsed) || columns.contains(.collapsedInterval)
    {
      let share = columns.contains(.collapsedInterval) ? "; the share has a 95 % interval" : ""
      sentences.append(
        "Collapsed: diverged, or fewer than half of the modes at the end by \(count.name)\(share).")
    }
    if group.labels.contains(where: { $0.finite.count < $0.count }) {
      sentences.append(
        "Runs that diverged, or have no value, count as worse than any other; means are over the rest."
      )
    }
    return sentences
  }

  /// How to read those of the columns that are about pairs, and what this number of runs can show at most, a sentence
  /// each.
  func pairs(_ columns: [ComparisonColumn], areAll: Bool) -> [String] {
    var sentences: [String] = []
    if columns.contains(.difference) { sentences.append("difference: of the means.") }
    if columns.contains(.probability) || columns.contains(.probabilityInterval) {
      sentences.append(
        "P(better): how likely a run of the one scores better than a run of the other, ties counting"
          + " half; its bootstrap interval is too short for few seeds.")
    }
    let isChosen = !group.isAgainst && !areAll && group.labels.count > 2
    sentences.append(
      "p: Mann-Whitney, two-sided, after Holm's correction over \(family)"
        + (isChosen ? ", because the data choose the best" : "")
        + "; better and worse mean p below \(LabelPair.significance).")
    if columns.contains(.runsNeeded), let power { sentences.append(power) }
    return sentences + [limit]
  }

  /// How to read the numbers of seeds; nil if every difference is shown.
  private var power: String? {
    guard group.pairs.contains(where: { !$0.isShown }) else { return nil }
    let chance = "\(DecimalText.fixed(100 * LabelPair.power, 0)) %"
    return "seeds: how many each label would need for a chance of \(chance) to show a difference as"
      + " large as the one seen (Noether 1987, for p below \(ComparisonCells.short(significance)));"
      + " '-' where it cannot be said, because no difference was seen, or need not be."
  }

  /// The pairs over which p values are corrected.
  private var family: String {
    let count = group.pairs.count
    guard count > 1 else { return "1 pair" }
    return group.isAgainst ? "the \(count) pairs shown" : "all \(count) pairs"
  }

  /// The p value that a single pair needs for its difference to be shown, whatever the others have.
  private var significance: Double { LabelPair.significance / Double(max(1, group.pairs.count)) }

  /// The smallest p value that the number of runs allows.
  private var limit: String {
    let counts = group.labels.map(\.count)
    let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let least = group.pairs.map(\.smallestP).min() ?? 1
    let corrected = min(1, least * Double(group.pairs.count))
    let runs = "\(fewest == most ? "" : "\(fewest) to ")\(most) \(most == 1 ? "run" : "runs")"
    var text = "With \(runs) a label p is at least \(ComparisonCells.short(least))"
    if group.pairs.count > 1 { text += ", and \(ComparisonCells.short(corrected)) once corrected" }
    return text
      + (corrected < LabelPair.significance ? "." : ": these runs cannot show any difference.")
  }
}
