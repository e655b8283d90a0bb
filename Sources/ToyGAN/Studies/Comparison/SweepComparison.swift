import ToyGANFiles
import ToyGANMetrics
import ToyGANSettings

/// Labels compared by one metric: which are better, by how much, and with what confidence.
///
/// Labels are compared if they have runs on the same targets; the targets of a label that has several are
/// strata. A run that diverged, or for which the metric has no value or an infinite one, counts as worse than any
/// other run; means are over the remaining runs, and there is none where some are infinite. p values are corrected
/// over every pair of labels, or only over the pairs with one label that is named.
public struct SweepComparison: Sendable {
  /// The metric by which labels are compared.
  public let metric: Metric
  /// What a reader should know about the choice of runs and the metric, a sentence each.
  public let notes: [String]
  /// How labels differ from the one that they are compared with, besides what is meant to differ.
  let differences: [OtherDifference]
  /// Groups of labels that can be compared with each other.
  let groups: [ComparedLabels]
  /// Number of planned runs that have not ended, which are omitted.
  let unfinished: Int

  /// Compares the labels of a sweep; reads the plan and the runs' `summary.json`.
  ///
  /// Without the name of a metric it is the strict count of modes; the classical count if a run lacks the strict one;
  /// and a distance if the target has no modes. Throws as `init(_:metric:against:)` of `ComparedRuns`.
  public init(
    _ folder: SweepFolder, metric name: String? = nil, against label: String? = nil
  ) throws {
    let runs = try ComparedRuns([folder], registry: folder.registry)
    try self.init(runs, metric: name, against: label)
  }

  /// Compares the labels of several sweeps and of added samples.
  ///
  /// Throws `SettingError` under `metric` if no run has measured it, and under `against` if no label has the name.
  public init(
    _ runs: ComparedRuns, metric name: String? = nil, against label: String? = nil
  ) throws {
    try self.init(runs, by: MetricChoice(name, measuredBy: runs), against: label)
  }

  /// A comparison for each metric that is named or, without a name, for each that leads on some targets: labels on
  /// targets without modes are compared by a distance.
  ///
  /// Throws as `init(_:metric:against:)`.
  public static func all(
    _ runs: ComparedRuns, metrics names: [String] = [], against label: String? = nil
  ) throws -> [SweepComparison] {
    guard names.isEmpty else {
      return try names.map { try SweepComparison(runs, metric: $0, against: label) }
    }
    var (comparisons, rest) = ([SweepComparison](), runs)
    repeat {
      let choice = try MetricChoice(nil, measuredBy: rest)
      let left = rest.with(only: choice.left)
      let isFollowed = !left.measured.isEmpty && choice.left.count < rest.runs.count
      comparisons.append(
        try SweepComparison(
          rest, by: choice, against: label, labels: runs.labels, saysWhatIsLeft: !isFollowed))
      guard isFollowed else { break }
      rest = left
    } while true
    return comparisons
  }

  /// `labels` are those that may be named in `against`; nil for those that are compared.
  private init(
    _ runs: ComparedRuns, by choice: MetricChoice, against label: String?,
    labels known: [String]? = nil, saysWhatIsLeft: Bool = true
  ) throws {
    metric = choice.metric
    let labels = choice.kept.map(\.label).firstOccurrences
    if let label, !(known ?? labels).contains(label) {
      throw SettingError.unknown(label, key: "against", known: known ?? labels)
    }
    let words = TargetText(registry: runs.registry)
    let groups = Self.grouped(choice.kept, by: metric, against: label, words)
    self.groups = groups
    unfinished = runs.unfinished
    let left = saysWhatIsLeft ? choice.noteOnLeft(words: words, registry: runs.registry) : nil
    differences = try groups.filter { !$0.pairs.isEmpty }.flatMap { group in
      try runs.otherDifferences(of: group.labels.map(\.label), from: group.reference ?? "")
    }
    notes =
      runs.notes + choice.notes + [left].compactMap(\.self) + groups.flatMap(\.notes)
  }

  /// Groups the labels that have the same targets, in the order of the plan.
  private static func grouped(
    _ runs: [EndedRun], by metric: Metric, against name: String?, _ words: TargetText
  ) -> [ComparedLabels] {
    let places = runs.map(\.target).firstOccurrences
    let byLabel = Dictionary(grouping: runs, by: \.label)
    let labels = runs.map(\.label).firstOccurrences.map { label in
      let own = byLabel[label] ?? []
      let targets = Set(own.map(\.target))
      return (targets: places.filter(targets.contains), runs: own)
    }
    return labels.map(\.targets).firstOccurrences.map { targets in
      let members = labels.filter { $0.targets == targets }.map(\.runs)
      return ComparedLabels(
        members, targets: targets, metric: metric, against: name, words: words)
    }
  }
}
