import Foundation
import ToyGANFiles
import ToyGANMetrics
import ToyGANStatistics

/// A column of a table of labels: a metric in one of its summaries.
struct LabelColumn {
  enum Summary { case meanWithInterval, mean, median }

  let title: String
  let metric: Metric
  let summary: Summary

  /// The names of the metrics that lead where a target has modes.
  static let ofModes = Set(
    (Metric.modeCounts + [.highQuality, .reverseKL, .reverseKLOffMode]).map(\.name))

  /// The columns for results: about the modes, unless only distances were measured.
  static func all(for results: [RunResult]) -> [LabelColumn] {
    let measured = Set(results.flatMap { $0.valuesByName.keys })
    let leading = Metric.leading(among: measured)
    guard leading.isEmpty || leading.contains(where: { ofModes.contains($0.name) }) else {
      return leading.enumerated().flatMap { index, metric in
        let mean = LabelColumn(
          title: "\(metric.name) (mean\(index == 0 ? ", 95 % interval" : ""))", metric: metric,
          summary: index == 0 ? .meanWithInterval : .mean)
        let median = LabelColumn(title: "median", metric: metric, summary: .median)
        return index == 0 ? [mean, median] : [mean]
      }
    }
    let quality = LabelColumn(
      title: "high quality", metric: .highQuality, summary: .meanWithInterval)
    return counts(for: results) + [quality, divergence(for: results)]
  }

  /// The strictest count that every run with a count has, then the classical one.
  private static func counts(for results: [RunResult]) -> [LabelColumn] {
    let leading = results.sharedCount ?? .modesByMass
    let columns = [
      LabelColumn(
        title: "\(title(of: leading)) (mean, 95 % interval)", metric: leading,
        summary: .meanWithInterval),
      LabelColumn(title: "median", metric: leading, summary: .median),
    ]
    guard leading.name != Metric.modesCovered.name else { return columns }
    return columns + [
      LabelColumn(
        title: "\(title(of: .modesCovered)) (mean)", metric: .modesCovered, summary: .mean)
    ]
  }

  /// Reverse KL with a bin for samples that are on no mode: without it a cloud between the modes looks balanced.
  ///
  /// Runs that lack it have the one without.
  private static func divergence(for results: [RunResult]) -> LabelColumn {
    let measuring = results.filter { $0.hasMeasured(Metric.reverseKL.name) }
    let haveAll =
      !measuring.isEmpty
      && measuring.allSatisfy { $0.hasMeasured(Metric.reverseKLOffMode.name) }
    let metric = haveAll ? Metric.reverseKLOffMode : .reverseKL
    return LabelColumn(
      title: haveAll ? "reverse KL off mode (nats)" : "reverse KL (nats)", metric: metric,
      summary: .meanWithInterval)
  }

  static func title(of count: Metric) -> String { count.name.replacing("_", with: " ") }

  /// The text about the runs that did not diverge, with their number if it is not that of all; `-` if there are
  /// none.
  ///
  /// An interval is given only of one target, by runs that agree on what the target itself scores.
  func cell(_ results: [RunResult], hasInterval: Bool = true) -> String {
    let kept = results.filter { !$0.summary.isDiverged }.compactMap { $0.measured(metric) }
    let infinite = kept.count { $0.value.isInfinite }
    guard infinite == 0 else { return "infinite in \(infinite) of \(results.count)" }
    let observations = Observations(kept.map(\.value))
    guard let value = summary == .median ? observations.median : observations.mean else {
      return "-"
    }
    var cell =
      summary == .median && metric.isCount
      ? DecimalText.fixed(value, 1) : metric.inTable(value)
    let bounds = hasInterval ? bounds(of: kept.map(\.expectedForTarget)) : nil
    if summary == .meanWithInterval, let bounds,
      let interval = observations.meanInterval(within: bounds)
    {
      cell += " \(metric.inTable(interval, of: value))"
    }
    return cell + (observations.count < results.count ? " (\(observations.count))" : "")
  }

  /// The possible values; nil for a count of modes of targets that differ in it.
  private func bounds(of expected: [Double?]) -> Bounds? {
    guard metric.range == .modes else { return metric.range.bounds() }
    let known = Set(expected.compactMap(\.self))
    return known.count > 1 ? nil : metric.range.bounds(modes: known.first)
  }

  /// The value for the target itself: from theory, or otherwise from draws of it; `-` if runs do not agree.
  func target(_ results: [RunResult]) -> String {
    let values = results.compactMap { result in
      result.measured(metric).map { $0.expectedForTarget ?? $0.noiseFloor }
    }
    guard let first = values.first, let value = first, values.allSatisfy({ $0 == first }) else {
      return "-"
    }
    return metric.isCount ? DecimalText.fixed(value, 0) : metric.inTable(value)
  }
}

extension Metric {
  /// A mean of the metric in a table: a share in percent, a divergence with digits also near that of the target itself.
  func inTable(_ mean: Double) -> String {
    inTable(mean, besides: mean) + (name == Metric.highQuality.name ? " %" : "")
  }

  /// An interval of a mean in a table, with the decimals of the mean.
  func inTable(_ interval: Interval, of mean: Double) -> String {
    let ends = [interval.lower, interval.upper].map { inTable($0, besides: mean) }
    return "[\(ends.joined(separator: ", "))]"
  }

  private func inTable(_ value: Double, besides mean: Double) -> String {
    if isCount { return DecimalText.fixed(value, 2) }
    if name == Metric.highQuality.name { return DecimalText.fixed(100 * value, 1) }
    if [Metric.reverseKL, .reverseKLOffMode].map(\.name).contains(name) {
      return DecimalText.fixed(value, mean > 0 && mean < 0.01 ? 4 : 3)
    }
    return DecimalText.significant(value, 4)
  }
}
