import ToyGANSettings

/// A column of a table of labels, by the name that a user chooses it with.
public enum ComparisonColumn: String, CaseIterable, Sendable {
  case runs, mean, interval, deviation, median
  case interquartileMean = "iqm"
  case interquartileInterval = "iqm-interval"
  case worst, best, collapsed
  case collapsedInterval = "collapsed-interval"
  case diverged
  case infinite
  case withoutValue = "no-value"
  case difference
  case probability = "p-better"
  case probabilityInterval = "p-better-interval"
  case p
  case smallestP = "smallest-p"
  case runsNeeded = "seeds-needed"
  case verdict

  /// What the column contains, in a few words.
  public var meaning: String {
    switch self {
    case .runs: "number of runs"
    case .mean: "mean over the runs that did not fail; inf if some are infinite"
    case .interval: "95 % interval of the mean, cut at the possible values"
    case .deviation: "standard deviation over the runs that did not fail"
    case .median: "median over all runs"
    case .interquartileMean: "mean of the middle half of all runs, by which labels are ranked"
    case .interquartileInterval: "95 % bootstrap interval of it"
    case .worst: "worst run"
    case .best: "best run"
    case .collapsed: "runs that diverged, or ended with fewer than half of the modes"
    case .collapsedInterval: "95 % interval of their share"
    case .diverged: "runs that diverged"
    case .infinite: "runs with an infinite value of the metric"
    case .withoutValue: "runs without a value of the metric"
    case .difference: "mean minus that of the label compared with"
    case .probability: "how likely a run is better than one of the label compared with"
    case .probabilityInterval: "95 % bootstrap interval of it"
    case .p: "p value of the difference, corrected"
    case .smallestP: "smallest p value that the number of runs allows, not corrected"
    case .runsNeeded: "runs a label that would be needed to show the difference seen"
    case .verdict: "better, worse or not shown"
    }
  }

  /// The heading of the column.
  var heading: String {
    switch self {
    case .interval: "95 % interval"
    case .deviation: "deviation"
    case .interquartileMean: "IQM"
    case .interquartileInterval: "IQM interval"
    case .collapsedInterval: "95 % share"
    case .withoutValue: "no value"
    case .probability: "P(better)"
    case .probabilityInterval: "P interval"
    case .smallestP: "smallest p"
    case .runsNeeded: "seeds"
    case .runs, .mean, .median, .worst, .best, .collapsed, .diverged, .infinite, .difference, .p,
      .verdict:
      rawValue
    }
  }

  /// Whether the column is the same for every metric.
  var isOfRuns: Bool {
    switch self {
    case .runs, .collapsed, .collapsedInterval, .diverged: true
    default: false
    }
  }

  /// Whether the column is about a pair of labels.
  var isOfPairs: Bool {
    switch self {
    case .difference, .probability, .probabilityInterval, .p, .smallestP, .runsNeeded, .verdict:
      true
    default: false
    }
  }

  /// Reads names separated by commas.
  ///
  /// Throws `SettingError` under `key` for an unknown name, or for a name given twice.
  public static func list(
    _ text: String, key: String = "columns"
  ) throws(SettingError) -> [ComparisonColumn] {
    var columns: [ComparisonColumn] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.split(separator: " ").joined(separator: " ").lowercased()
      guard let column = ComparisonColumn(rawValue: name) else {
        throw SettingError.unknown(name, key: key, known: allCases.map(\.rawValue))
      }
      guard !columns.contains(column) else {
        throw SettingError(key: key, has: "\(name) twice", allowed: "each column once")
      }
      columns.append(column)
    }
    return columns
  }

  /// The columns of a text about a group, to which a table of pairs belongs.
  static func standard(for group: ComparedLabels) -> [ComparisonColumn] {
    var columns: [ComparisonColumn] = [.runs, .mean, interval(for: group)]
    columns += [.median, .interquartileMean]
    if group.count != nil { columns += [.collapsed, .collapsedInterval] }
    return columns + failures(of: group)
  }

  /// The columns of a table for a document; fewer for each of several metrics.
  static func ofDocument(for group: ComparedLabels, isOfSeveral: Bool) -> [ComparisonColumn] {
    var columns: [ComparisonColumn] = [.runs, .mean, interval(for: group)]
    if !isOfSeveral { columns.append(.interquartileMean) }
    if group.count != nil { columns.append(.collapsed) }
    columns += failures(of: group)
    if !group.pairs.isEmpty { columns += isOfSeveral ? [.p] : [.difference, .p] }
    return columns
  }

  /// The interval that a group has: that of the mean would mix several targets.
  private static func interval(for group: ComparedLabels) -> ComparisonColumn {
    group.targets.count == 1 ? .interval : .interquartileInterval
  }

  /// Columns for failures, if there are any.
  private static func failures(of group: ComparedLabels) -> [ComparisonColumn] {
    var columns: [ComparisonColumn] = []
    if group.labels.contains(where: { $0.diverged > 0 }) { columns.append(.diverged) }
    if group.labels.contains(where: { $0.infinite > 0 }) { columns.append(.infinite) }
    if group.labels.contains(where: { $0.withoutValue > 0 }) { columns.append(.withoutValue) }
    return columns
  }
}
