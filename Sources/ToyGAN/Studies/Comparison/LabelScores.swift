import ToyGANMetrics
import ToyGANStatistics

/// The scores of the runs of one label.
struct LabelScores: Sendable {
  let label: String
  /// Scores by target, infinite for runs that failed.
  let strata: [[Double]]
  let isMoreBetter: Bool
  /// The smallest and the largest possible score.
  let bounds: Bounds
  /// Runs that ended with fewer than half of the modes, or diverged.
  let collapsed: Proportion
  let diverged: Int
  /// Runs with an infinite value, which did not diverge.
  let infinite: Int

  init(_ runs: [EndedRun], targets: [String], by rule: ScoreRule) {
    label = runs.first?.label ?? ""
    strata = targets.map { target in runs.filter { $0.target == target }.map(rule.score) }
    isMoreBetter = rule.isMoreBetter
    bounds = rule.bounds
    diverged = runs.count(where: \.isDiverged)
    infinite = runs.count { $0.isInfinite(rule.metric.name) }
    collapsed = Proportion(
      successes: runs.count { $0.isCollapsed(by: rule.count) }, of: runs.count)
  }

  /// Number of all runs.
  var count: Int { strata.joined().count }
  /// Scores of the runs that did not fail.
  var finite: Observations { Observations(strata.joined().filter(\.isFinite)) }
  /// Number of runs that did not diverge, but have no value.
  var withoutValue: Int { count - finite.count - diverged - infinite }
  /// The mean over the runs that did not fail; nil if some are infinite, for then there is no finite mean.
  var mean: Double? { infinite > 0 ? nil : finite.mean }
  /// The standard deviation over the runs that did not fail; nil where there is no mean.
  var deviation: Double? { infinite > 0 ? nil : finite.deviation }
  /// Student's interval for the mean over runs that did not fail, cut at the possible scores; nil for fewer than
  /// three of them, and if there are several targets, because they differ by more than chance.
  var meanInterval: Interval? {
    strata.count == 1 && infinite == 0 ? finite.meanInterval(within: bounds) : nil
  }
  /// The score of the worst run, infinite if it failed; nil without runs.
  var worst: Double? { isMoreBetter ? strata.joined().min() : strata.joined().max() }
  /// The score of the best run.
  var best: Double? { isMoreBetter ? strata.joined().max() : strata.joined().min() }
  var median: Double? { OrderStatistics.median(Array(strata.joined())) }
  var interquartileMean: InterquartileMean { InterquartileMean(strata) }
  /// Scores with a sign such that higher is better.
  var merits: [[Double]] { isMoreBetter ? strata : strata.map { $0.map { -$0 } } }
}

/// The place of a label among others: smaller is better.
private struct Rank: Comparable {
  /// The interquartile mean, the number of failures, and the mean of the other runs; signed so that less is better.
  let middle: Double
  let failures: Int
  let mean: Double

  init(_ scores: LabelScores) {
    let sign = scores.isMoreBetter ? -1.0 : 1
    middle = scores.interquartileMean.value.map { sign * $0 } ?? .infinity
    failures = scores.count - scores.finite.count
    mean = scores.finite.mean.map { sign * $0 } ?? .infinity
  }

  static func < (a: Rank, b: Rank) -> Bool {
    (a.middle, a.failures, a.mean) < (b.middle, b.failures, b.mean)
  }
}

extension [LabelScores] {
  /// The labels, best first, and how many of them share the first place: by interquartile mean, then by fewest
  /// failures, then by the mean of the other runs.
  var ranked: (labels: [LabelScores], leaders: Int) {
    let ranks: [Rank] = map { Rank($0) }
    let order: [Int] = indices.sorted { a, b in
      ranks[a] == ranks[b] ? a < b : ranks[a] < ranks[b]
    }
    let leaders = order.prefix { ranks[$0] == ranks[order[0]] }.count
    return (order.map { self[$0] }, leaders)
  }
}
