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

  init(_ runs: [EndedRun], targets: [String], by rule: ScoreRule) {
    label = runs.first?.label ?? ""
    strata = targets.map { target in runs.filter { $0.target == target }.map(rule.score) }
    isMoreBetter = rule.isMoreBetter
    bounds = rule.bounds
    diverged = runs.count(where: \.isDiverged)
    collapsed = Proportion(
      successes: runs.count { $0.isCollapsed(by: rule.count) }, of: runs.count)
  }

  /// Number of all runs.
  var count: Int { strata.joined().count }
  /// Scores of the runs that did not fail.
  var finite: Observations { Observations(strata.joined().filter(\.isFinite)) }
  /// Number of runs that did not diverge, but have no value.
  var withoutValue: Int { count - finite.count - diverged }
  /// Student's interval for the mean over runs that did not fail, cut at the possible scores; nil for fewer than
  /// three of them, and if there are several targets, because they differ by more than chance.
  var meanInterval: Interval? { strata.count == 1 ? finite.meanInterval(within: bounds) : nil }
  var median: Double? { OrderStatistics.median(Array(strata.joined())) }
  var interquartileMean: InterquartileMean { InterquartileMean(strata) }
  /// Scores with a sign such that higher is better.
  var merits: [[Double]] { isMoreBetter ? strata : strata.map { $0.map { -$0 } } }
}

extension [LabelScores] {
  /// The labels, best first: by interquartile mean, then by fewest
  /// failures, then by the mean of the other runs.
  var ranked: [LabelScores] {
    let keys = enumerated().map { place, scores in
      let sign = scores.isMoreBetter ? -1.0 : 1
      let middle = scores.interquartileMean.value.map { sign * $0 } ?? .infinity
      let mean = scores.finite.mean.map { sign * $0 } ?? .infinity
      return (middle, scores.count - scores.finite.count, mean, place)
    }
    return keys.sorted(by: <).map { self[$0.3] }
  }
}
