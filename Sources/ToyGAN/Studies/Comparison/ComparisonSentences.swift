import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStatistics

/// The sentences before and after the tables of a comparison, not yet broken into lines.
struct ComparisonSentences {
  let group: ComparedLabels
  let metric: Metric

  /// The targets, and the number of samples of each run.
  var subject: String {
    let targets = group.targetWords.joined(separator: " and ")
    return targets + (group.samples.map { ", \($0) samples of each run" } ?? "")
  }

  /// What the metric measures, and which scores are better.
  var introduction: String { "\(metric.name) on \(subject): \(meaning)" }

  /// What the metric measures, which scores are better, and what the target itself scores.
  var meaning: String {
    ["\(group.definition)", direction.prefix(1).uppercased() + direction.dropFirst(), rest]
      .compactMap(\.self).joined(separator: ". ") + "."
  }

  /// Which scores are better, and what the target itself scores, without a capital and an end.
  var direction: String {
    let itself =
      group.expectedForTarget.map { "; the target itself scores \(ComparisonCells.short($0))" }
      ?? ""
    switch metric.preference {
    case .higher: return "higher is better\(itself)"
    case .lower: return "lower is better\(itself)"
    case .targetValue:
      let value = group.expectedForTarget.map { ", \(ComparisonCells.short($0))" } ?? ""
      return "scores are distances from what the target itself scores\(value): lower is better"
    }
  }

  /// What the metric measures, and what draws of the target score; without an end.
  var definition: String {
    ["\(group.definition)", rest].compactMap(\.self).joined(separator: ". ")
  }

  /// What draws of the target score, and whether scores are shares; without an end.
  private var rest: String? {
    let shares = group.isRelative ? "Scores are shares of what each target itself scores" : nil
    let texts = [floor, shares].compactMap(\.self)
    return texts.isEmpty ? nil : texts.joined(separator: ". ")
  }

  /// What draws of the target score, without an end; nil if it is not known, or if all draws score what theory says.
  private var floor: String? {
    let known = zip(group.targetWords, group.floors).compactMap { target, floor in
      floor.map { (target, $0) }
    }
    let isExact = known.allSatisfy { $1.deviation == 0 && $1.mean == group.expectedForTarget }
    guard !known.isEmpty, !isExact else { return nil }
    let texts = known.map { target, floor in
      let value =
        "\(DecimalText.significant(floor.mean, 3)) ± \(ComparisonCells.short(floor.deviation))"
      return group.targets.count > 1 ? "\(value) on \(target)" : value
    }
    let draws = Set(known.map(\.1.draws))
    let number = draws.count == 1 ? "\(draws.first ?? 0) draws" : "draws"
    return "Noise floor: \(number) of the target itself score \(texts.joined(separator: ", "))"
      + " (mean and deviation)"
  }

  // MARK: - Labels

  /// How to read those of the columns that are about single labels, a sentence each.
  ///
  /// The sentences name the metric if it is one of several; only the first of these orders the labels.
  func labels(
    _ columns: [ComparisonColumn], isOfSeveral: Bool = false, isFirst: Bool = true
  ) -> [String] {
    let isClear = !isFirst && !group.areEqual && meansAgree && columns.contains(.mean)
    var sentences = isClear ? [] : [ranking(columns, isOfSeveral: isOfSeveral)]
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
      if group.haveAllCollapsed { sentences.append("Every run of every label has collapsed.") }
    }
    return sentences + failures(isOfSeveral: isOfSeveral)
  }

  /// By what labels are ranked, with the numbers if they are not in the table and means could say something else.
  private func ranking(_ columns: [ComparisonColumn], isOfSeveral: Bool) -> String {
    let metric = isOfSeveral ? " of \(metric.name)" : ""
    if group.areEqual {
      return "All labels are equal by IQM\(metric), the mean of the middle half of the runs:"
        + " none is best."
    }
    let sentence = "Labels are ranked by IQM\(metric), the mean of the middle half of the runs"
    if columns.contains(.interquartileMean) { return sentence + "." }
    if columns.contains(.mean), meansAgree { return sentence + "; means give the same order." }
    let cells = ComparisonCells(group)
    let shown = group.labels.prefix(8).map { "\($0.label) \(cells.text(.interquartileMean, $0))" }
    let more = group.labels.count > 8 ? ", and \(group.labels.count - 8) more" : ""
    return "\(sentence): \(shown.joined(separator: ", "))\(more)."
  }

  /// Whether the order of the means is the ranking.
  private var meansAgree: Bool {
    let isMore = group.labels.first?.isMoreBetter ?? true
    let means = group.labels.map { label in
      label.finite.count == label.count ? label.mean.map { isMore ? -$0 : $0 } : nil
    }
    return !means.contains(nil) && means.compactMap(\.self) == means.compactMap(\.self).sorted()
  }

  /// How runs that failed are counted.
  private func failures(isOfSeveral: Bool) -> [String] {
    var sentences: [String] = []
    let infinite = group.labels.filter { $0.infinite > 0 }
    if !infinite.isEmpty {
      let shown = infinite.prefix(4).map { "\($0.infinite) of \($0.count) runs of \($0.label)" }
      let more = infinite.count > 4 ? ", and some of \(infinite.count - 4) more labels" : ""
      let several = isOfSeveral ? " of \(metric.name)" : ""
      sentences.append(
        "Infinite values\(several): \(shown.joined(separator: ", "))\(more). They count as worse than any"
          + " other; such a label has no finite mean, and is compared by ranks alone.")
    }
    if group.labels.contains(where: { $0.diverged + $0.withoutValue > 0 }) {
      sentences.append(
        "Runs that diverged, or have no value, count as worse than any other; means are over the rest."
      )
    }
    return sentences
  }

  // MARK: - Pairs

  /// The label that the others are compared with, in a sentence without its end.
  func comparedWith(_ metrics: [String] = []) -> String {
    let name = group.reference ?? ""
    if group.isAgainst { return "Compared with \(name)" }
    if group.areEqual { return "Compared with \(name), which is no better than the others" }
    let place = group.leaders > 1 ? "one of the \(group.leaders) best" : "the best"
    let last = metrics.last.map { metrics.count > 1 ? " and \($0)" : $0 } ?? ""
    let by = metrics.isEmpty ? "" : " of \(metrics.dropLast().joined(separator: ", "))\(last)"
    return "Compared with \(name), \(place) by IQM\(by)"
  }

  /// How to read those of the columns that are about pairs, and what this number of runs can show at most, a sentence
  /// each.
  func pairs(_ columns: [ComparisonColumn], areAll: Bool) -> [String] {
    var sentences: [String] = []
    if columns.contains(.difference) { sentences.append("Difference: of the means.") }
    if columns.contains(.probability) || columns.contains(.probabilityInterval) {
      sentences.append(
        "P(better): how likely a run of the one scores better than a run of the other, ties counting"
          + " half; its bootstrap interval is too short for few seeds.")
    }
    let isChosen = !group.isAgainst && !areAll && group.labels.count > 2
    sentences.append(
      "Values of p: Mann-Whitney, two-sided, after Holm's correction over \(family)"
        + (isChosen ? ", because the data choose the best" : "")
        + "; better and worse mean p below \(LabelPair.significance).")
    if columns.contains(.runsNeeded), let power { sentences.append(power) }
    return sentences + [limit]
  }

  /// How to read the numbers of seeds; nil if every difference is shown.
  private var power: String? {
    guard group.pairs.contains(where: { !$0.isShown }) else { return nil }
    let chance = "\(DecimalText.fixed(100 * LabelPair.power, 0)) %"
    return "Seeds: how many each label would need for a chance of \(chance) to show a difference as"
      + " large as the one seen (Noether 1987, corrected for ties, for p below"
      + " \(ComparisonCells.short(significance)));"
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
