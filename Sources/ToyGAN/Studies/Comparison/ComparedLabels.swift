import ToyGANMetrics
import ToyGANStatistics

/// Labels with runs on the same targets, ranked by one metric, with comparisons of every pair.
struct ComparedLabels: Sendable {
  let targets: [String]
  /// The definition of the metric in one sentence.
  let definition: String
  /// The value that theory gives for samples of the target itself; nil if it differs between runs.
  let expectedForTarget: Double?
  /// Whether scores are divided by that value, because it differs between targets.
  let isRelative: Bool
  /// Whether the targets have modes that were counted.
  let countsModes: Bool
  /// The labels, best first.
  let labels: [LabelScores]
  /// Every pair of labels, with the likelier winner first.
  let pairs: [LabelPair]

  /// Compares the runs of each label, in the order of the plan.
  init(_ members: [[EndedRun]], targets: [String], metric: Metric) {
    let measured = members.joined().compactMap { $0.measurement(metric.name) }
    let ceilings = measured.map(\.expectedForTarget)
    let agree = ceilings.allSatisfy { $0 == ceilings.first }
    let areShares = targets.count > 1 && !agree && ceilings.allSatisfy { $0 ?? 0 > 0 }
    let rule = ScoreRule(metric: metric, isRelative: metric.preference == .higher && areShares)
    self.targets = targets
    definition = measured.first?.definition ?? metric.definition
    expectedForTarget = agree ? ceilings.first ?? nil : nil
    isRelative = rule.isRelative
    let modes = Metric.modesCovered.name
    countsModes = members.joined().contains { $0.measurement(modes)?.expectedForTarget != nil }
    labels = members.map { LabelScores($0, targets: targets, by: rule) }.ranked
    pairs = LabelPair.all(of: labels)
  }
}

/// The rule that converts a measurement to a score, for which either higher or lower is better.
struct ScoreRule {
  var metric: Metric
  /// Whether values are divided by the value that theory gives for samples of the target itself.
  var isRelative: Bool

  var isMoreBetter: Bool { metric.preference == .higher }

  /// The score of a run; infinitely bad if the run diverged or has no value.
  func score(_ run: EndedRun) -> Double {
    let worst = isMoreBetter ? -Double.infinity : .infinity
    guard let measured = run.measurement(metric.name) else { return worst }
    let (value, expectedForTarget) = (measured.value, measured.expectedForTarget)
    guard metric.preference == .targetValue else {
      return isRelative ? value / (expectedForTarget ?? 1) : value
    }
    // The reference is the value for the target itself: from theory, or otherwise from draws of the target.
    return (expectedForTarget ?? measured.noiseFloor?.mean).map { abs(value - $0) } ?? worst
  }
}

/// The scores of the runs of one label.
struct LabelScores: Sendable {
  let label: String
  /// Scores by target, infinite for runs that failed.
  let strata: [[Double]]
  let isMoreBetter: Bool
  /// Runs that ended with fewer than half of the modes, or diverged.
  let collapsed: Proportion
  let diverged: Int

  init(_ runs: [EndedRun], targets: [String], by rule: ScoreRule) {
    label = runs.first?.label ?? ""
    strata = targets.map { target in runs.filter { $0.target == target }.map(rule.score) }
    isMoreBetter = rule.isMoreBetter
    diverged = runs.count(where: \.isDiverged)
    collapsed = Proportion(successes: runs.count(where: \.isCollapsed), of: runs.count)
  }

  /// Number of all runs.
  var count: Int { strata.joined().count }
  /// Scores of the runs that did not fail.
  var finite: Observations { Observations(strata.joined().filter(\.isFinite)) }
  /// Number of runs that did not diverge, but have no value.
  var withoutValue: Int { count - finite.count - diverged }
  /// Student's interval for the mean over runs that did not fail; nil if there are several targets, because
  /// they differ by more than chance.
  var meanInterval: Interval? { strata.count == 1 ? finite.meanInterval() : nil }
  var median: Double? { OrderStatistics.median(Array(strata.joined())) }
  var interquartileMean: InterquartileMean { InterquartileMean(strata) }
  /// Scores with a sign such that higher is better.
  var merits: [[Double]] { isMoreBetter ? strata : strata.map { $0.map { -$0 } } }
}

extension [LabelScores] {
  /// The labels, best first: by interquartile mean, then by fewest
  /// failures, then by the mean of the other runs.
  fileprivate var ranked: [LabelScores] {
    let keys = enumerated().map { place, scores in
      let sign = scores.isMoreBetter ? -1.0 : 1
      let middle = scores.interquartileMean.value.map { sign * $0 } ?? .infinity
      let mean = scores.finite.mean.map { sign * $0 } ?? .infinity
      return (middle, scores.count - scores.finite.count, mean, place)
    }
    return keys.sorted(by: <).map { self[$0.3] }
  }
}
