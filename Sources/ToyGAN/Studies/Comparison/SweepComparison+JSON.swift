import ToyGANCore
import ToyGANFiles
import ToyGANStatistics

extension SweepComparison {
  /// The comparison as JSON, with every pair that was tested and all digits; infinite values are `"inf"` or `"-inf"`.
  public var json: String { JSONText.of(report) }

  /// Several comparisons as one JSON object with the list `comparisons`; a single one as `json`.
  public static func json(_ comparisons: [SweepComparison]) -> String {
    guard comparisons.count != 1 else { return comparisons[0].json }
    return JSONText.of(["comparisons": comparisons.map(\.report)])
  }

  private var report: Report {
    Report(
      metric: metric.name, preference: metric.preference.rawValue,
      confidence: Confidence.percent95.level, resamples: Bootstrap().resamples,
      significance: LabelPair.significance, power: LabelPair.power, unfinished: unfinished,
      notes: notes, groups: groups.map { Group($0) })
  }

  private struct Report: Encodable {
    var metric: String
    /// `higher`, `lower`, or `expectedForTarget`, for which scores are distances from the value that theory gives.
    var preference: String
    var confidence: Double
    var resamples: Int
    var significance: Double
    /// The probability for which `runsNeeded` is computed.
    var power: Double
    var unfinished: Int
    var notes: [String]
    var groups: [Group]
  }

  private struct Group: Encodable {
    var targets: [String]
    var definition: String
    var ceiling: Double?
    var isRelativeToCeiling: Bool
    /// The label that the others are compared with, if one was named; otherwise every pair is tested.
    var against: String?
    /// The metric by which runs have collapsed.
    var collapsedBy: String?
    var labels: [Label]
    var pairs: [Pair]

    init(_ group: ComparedLabels) {
      (targets, definition, ceiling) = (group.targets, group.definition, group.expectedForTarget)
      isRelativeToCeiling = group.isRelative
      against = group.isAgainst ? group.reference : nil
      collapsedBy = group.count?.name
      labels = group.labels.inParallel { Label($0, countsModes: group.count != nil) }
      pairs = group.pairs.inChunks(of: 16).inParallel { part in part.map { Pair($0) } }
        .flatMap(\.self)
    }
  }

  private struct Label: Encodable, Sendable {
    var label: String
    var runs: Int
    /// Number of runs in the mean.
    var finite: Int
    var diverged: Int
    var withoutValue: Int
    var mean: Double?
    /// Within the possible values; nil for fewer than three runs in the mean.
    var meanInterval: [Double]?
    var median: Double?
    var interquartileMean: Double?
    var interquartileMeanInterval: [Double]?
    var collapsed: Int?
    var collapseInterval: [Double]?

    init(_ scores: LabelScores, countsModes: Bool) {
      (label, runs, finite) = (scores.label, scores.count, scores.finite.count)
      (diverged, withoutValue) = (scores.diverged, scores.withoutValue)
      (mean, median) = (scores.finite.mean, scores.median)
      meanInterval = scores.meanInterval?.ends
      interquartileMean = scores.interquartileMean.value
      interquartileMeanInterval = scores.interquartileMean.interval()?.ends
      collapsed = countsModes ? scores.collapsed.successes : nil
      collapseInterval = countsModes ? scores.collapsed.interval()?.ends : nil
    }
  }

  private struct Pair: Encodable, Sendable {
    var first: String
    var second: String
    /// Difference of the means, first minus second.
    var difference: Double?
    /// Probability that a run of the first label scores better than one of the second.
    var probability: Double?
    var probabilityInterval: [Double]?
    /// p values of the Mann-Whitney test before and after Holm's
    /// correction, and the smallest possible p value.
    var p, correctedP, smallestP: Double
    /// Runs of each label that would probably show the difference seen; nil if it is shown, or if there is none.
    var runsNeeded: Int?
    var verdict: String

    init(_ pair: LabelPair) {
      (first, second) = (pair.first.label, pair.second.label)
      difference = pair.difference
      probability = pair.probability.value
      probabilityInterval = pair.probability.interval()?.ends
      (p, correctedP, smallestP) = (pair.p, pair.correctedP, pair.smallestP)
      (runsNeeded, verdict) = (pair.runsNeeded, pair.verdict)
    }
  }
}

extension Interval {
  fileprivate var ends: [Double] { [lower, upper] }
}
