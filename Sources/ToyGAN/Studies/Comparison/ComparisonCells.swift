import Foundation
import ToyGANFiles
import ToyGANStatistics

/// The cells of a table of labels, as text.
struct ComparisonCells {
  private let group: ComparedLabels
  private let decimals: Int
  private let pairs: [String: PairView]

  init(_ group: ComparedLabels) {
    self.group = group
    let scores = group.labels.flatMap(\.finite.values)
    let largest = scores.map(abs).max() ?? 0
    let digits = largest > 0 ? Int(clamping: log10(largest).rounded(.down)) : 0
    // Three or four significant digits; two decimals for counts.
    let areCounts = scores.allSatisfy { $0 == $0.rounded() }
    decimals = areCounts ? 2 : digits < 0 ? 2 - digits : max(0, 3 - digits)
    let reference = group.reference ?? ""
    let others = group.pairsWithReference.map { pair in
      let other = pair.first.label == reference ? pair.second.label : pair.first.label
      return (other, PairView(pair, from: other))
    }
    pairs = Dictionary(others) { first, _ in first }
  }

  /// The cell of a label; `-` if it is not defined.
  func text(_ column: ComparisonColumn, _ label: LabelScores) -> String {
    column.isOfPairs
      ? pairs[label.label].map { text(column, $0) } ?? "-" : text(column, of: label) ?? "-"
  }

  private func text(_ column: ComparisonColumn, of label: LabelScores) -> String? {
    switch column {
    case .runs: "\(label.count)"
    case .mean: mean(label)
    case .interval: interval(label)
    case .deviation: label.deviation.map { number($0) }
    case .median: label.median.map { number($0, label) }
    case .interquartileMean: label.interquartileMean.value.map { number($0, label) }
    case .interquartileInterval:
      label.interquartileMean.value?.isFinite == true
        ? label.interquartileMean.interval().map { range($0) { number($0, label) } } : nil
    case .worst: label.worst.map { number($0, label) }
    case .best: label.best.map { number($0, label) }
    case .collapsed: group.count == nil ? nil : "\(label.collapsed.successes)/\(label.count)"
    case .collapsedInterval: group.count == nil ? nil : label.collapsed.interval().map(percent)
    case .diverged: "\(label.diverged)"
    case .infinite: "\(label.infinite)"
    case .withoutValue: "\(label.withoutValue)"
    default: nil
    }
  }

  /// The cell of a pair, as the label of a row sees it.
  func text(_ column: ComparisonColumn, _ pair: PairView) -> String {
    let text: String? =
      switch column {
      case .difference: pair.difference.map(signed)
      case .probability: pair.probability.map { DecimalText.fixed($0, 2) }
      case .probabilityInterval:
        pair.probabilityInterval.map { range($0) { DecimalText.fixed($0, 2) } }
      case .p: Self.short(pair.correctedP)
      case .smallestP: Self.short(pair.smallestP)
      case .runsNeeded: pair.runsNeeded.map(Self.runs)
      case .verdict: pair.verdict
      default: nil
      }
    return text ?? "-"
  }

  /// A number with about two significant digits: `0.023`, `2.3e-05`, `8`.
  static func short(_ value: Double) -> String { DecimalText.significant(value, 2) }

  /// A number of runs; above ten thousand no study would have them.
  private static func runs(_ count: Int) -> String { count > 10_000 ? ">10000" : "\(count)" }

  private func mean(_ label: LabelScores) -> String? {
    // A mean of the runs that remain would be better than that of all.
    if label.infinite > 0 { return Self.infinite(label) }
    return label.mean.map { mean in
      number(mean) + (label.finite.count < label.count ? " (\(label.finite.count))" : "")
    }
  }

  private func interval(_ label: LabelScores) -> String? {
    guard label.strata.count == 1, label.infinite == 0 else { return nil }
    if (1..<Observations.leastForInterval).contains(label.finite.count) { return "too few" }
    return label.meanInterval.map { range($0) { number($0) } }
  }

  private func percent(_ interval: Interval) -> String {
    "\(DecimalText.fixed(100 * interval.lower, 0))-\(DecimalText.fixed(100 * interval.upper, 0)) %"
  }

  private func range(_ interval: Interval, _ text: (Double) -> String) -> String {
    "[\(text(interval.lower)), \(text(interval.upper))]"
  }

  /// A score; of runs that failed, what they have come to.
  private func number(_ value: Double, _ label: LabelScores) -> String {
    guard !value.isFinite else { return number(value) }
    let isInfinite = label.infinite > 0 && label.diverged == 0 && label.withoutValue == 0
    return isInfinite ? Self.infinite(label) : "failed"
  }

  /// The infinite score, which is worse than any other.
  private static func infinite(_ label: LabelScores) -> String {
    label.isMoreBetter ? "-inf" : "inf"
  }

  private func number(_ value: Double) -> String {
    let text = DecimalText.fixed(value, decimals)
    // Without the sign of a zero.
    return Double(text) == 0 ? DecimalText.fixed(0, decimals) : text
  }

  private func signed(_ value: Double) -> String {
    let size = number(abs(value))
    return Double(size) == 0 ? size : (value < 0 ? "-" : "+") + size
  }
}
