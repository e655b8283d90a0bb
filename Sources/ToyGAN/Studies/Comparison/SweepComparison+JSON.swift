import ToyGANCore
import ToyGANFiles
import ToyGANMetrics
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
      notes: notes, differences: differences.map { Difference($0) },
      groups: groups.map { Group($0) })
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
    /// How labels differ from the one they are compared with, besides what the experiment names.
    var differences: [Difference]
    var groups: [Group]
  }

  private struct Difference: Encodable {
    var label, reference: String
    /// Whether both are of one sweep; settings of labels of two sweeps are all that differ.
    var isOfOneSweep: Bool
    var settings: [Setting]

    struct Setting: Encodable { var setting, value, referenceValue: String }

    init(_ difference: OtherDifference) {
      (label, reference) = (difference.label, difference.reference)
      isOfOneSweep = difference.file != nil
      settings = difference.settings.map {
        Setting(setting: $0.key, value: $0.value, referenceValue: $0.referenceValue)
      }
    }
  }

  private struct Group: Encodable {
    var targets: [String]
    var definition: String
    var ceiling: Double?
    var isRelativeToCeiling: Bool
    /// What draws of each target score; null where it was not measured.
    var noiseFloors: [NoiseFloor?]
    /// Samples of each run; left out if they differ.
    var samples: Int?
    /// The labels that share the first place, by interquartile mean; none if all labels are equal.
    var best: [String]
    /// The label that the others are compared with, if one was named; otherwise every pair is tested.
    var against: String?
    /// The metric by which runs have collapsed.
    var collapsedBy: String?
    var labels: [Label]
    var pairs: [Pair]

    init(_ group: ComparedLabels) {
      (targets, definition, ceiling) = (group.targets, group.definition, group.expectedForTarget)
      isRelativeToCeiling = group.isRelative
      (noiseFloors, samples) = (group.floors, group.samples)
      best = group.areEqual ? [] : group.labels.prefix(group.leaders).map(\.label)
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
    var infinite: Int
    var withoutValue: Int
    /// Left out if a run is infinite.
    var mean, deviation: Double?
    /// Within the possible values; nil for fewer than three runs in the mean.
    var meanInterval: [Double]?
    /// Infinite if that run failed.
    var worst, best: Double?
    var median: Double?
    var interquartileMean: Double?
    var interquartileMeanInterval: [Double]?
    var collapsed: Int?
    var collapseInterval: [Double]?

    init(_ scores: LabelScores, countsModes: Bool) {
      (label, runs, finite) = (scores.label, scores.count, scores.finite.count)
      (diverged, infinite) = (scores.diverged, scores.infinite)
      withoutValue = scores.withoutValue
      (mean, deviation, median) = (scores.mean, scores.deviation, scores.median)
      (worst, best) = (scores.worst, scores.best)
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
