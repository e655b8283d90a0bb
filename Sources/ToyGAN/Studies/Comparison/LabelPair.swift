import ToyGANCore
import ToyGANStatistics

/// A comparison of two labels.
struct LabelPair: Sendable {
  /// The label that is likelier to score better; for equal probability, the one that is ranked higher.
  let first: LabelScores
  let second: LabelScores
  let probability: ProbabilityOfImprovement
  /// p value of the Mann-Whitney test.
  let p: Double
  /// By what share equal scores reduce the variance of the test's statistic.
  private let shareOfTies: Double
  /// p value after Holm's correction over all pairs.
  fileprivate(set) var correctedP = 1.0
  /// Number of pairs over which p is corrected.
  fileprivate(set) var corrections = 1

  /// Pairs with a corrected p value below this are reported as different.
  static let significance = 0.05
  /// The verdict on other pairs.
  static let notShown = "not shown"
  /// The probability with which `runsNeeded` would show the difference.
  static let power = 0.8

  fileprivate init(_ first: LabelScores, _ second: LabelScores) {
    let probability = ProbabilityOfImprovement(first.merits, over: second.merits)
    let isReversed = probability.value.map { $0 < 0.5 } ?? false
    (self.first, self.second) = isReversed ? (second, first) : (first, second)
    self.probability =
      isReversed ? ProbabilityOfImprovement(second.merits, over: first.merits) : probability
    let test = MannWhitneyTest(first.merits, against: second.merits)
    (p, shareOfTies) = (test.p, test.shareOfTies)
  }

  /// Difference of the means over runs that did not fail; nil if a label has infinite runs.
  var difference: Double? { first.mean.flatMap { mean in second.mean.map { mean - $0 } } }

  /// The smallest p value that is possible with this number of runs.
  var smallestP: Double {
    MannWhitneyTest.smallestP(zip(first.strata, second.strata).map { ($0.count, $1.count) })
  }

  var isShown: Bool { correctedP < Self.significance }

  var verdict: String { isShown ? "better" : Self.notShown }

  /// Runs of each label on each target with which the test would show the difference seen with 80 % power, after a
  /// correction as of this pair alone among all; nil if there is no difference to be shown.
  var runsNeeded: Int? {
    guard !isShown, let value = probability.value else { return nil }
    return RunsNeeded(
      probability: value, shareOfTies: shareOfTies, tasks: first.strata.count,
      significance: Self.significance / Double(corrections), power: Self.power)?.count
  }

  func involves(_ label: String) -> Bool { first.label == label || second.label == label }
}

extension [LabelScores] {
  /// The pairs of the ranked labels, or only those with one label; p values are corrected over these.
  func pairs(with label: String?) -> [LabelPair] {
    let all = indices.flatMap { rank in self[(rank + 1)...].map { (self[rank], $0) } }
    let chosen = all.filter { pair in
      label.map { pair.0.label == $0 || pair.1.label == $0 } ?? true
    }
    var pairs = chosen.inChunks(of: 16).inParallel { part in part.map { LabelPair($0.0, $0.1) } }
      .flatMap(\.self)
    for (place, p) in HolmCorrection.corrected(pairs.map(\.p)).enumerated() {
      pairs[place].correctedP = p
      pairs[place].corrections = pairs.count
    }
    return pairs
  }
}

/// A pair as one of its labels sees it: how it differs from the other.
struct PairView {
  private let pair: LabelPair
  private let isFirst: Bool

  /// The pair as `label` sees it, which is one of the two.
  init(_ pair: LabelPair, from label: String) {
    (self.pair, isFirst) = (pair, pair.first.label == label)
  }

  /// The mean of the label minus that of the other.
  var difference: Double? { pair.difference.map { isFirst ? $0 : -$0 } }

  /// Probability that a run of the label scores better than one of the other.
  var probability: Double? { pair.probability.value.map { isFirst ? $0 : 1 - $0 } }

  var probabilityInterval: Interval? {
    pair.probability.interval().map { isFirst ? $0 : $0.complement }
  }

  var correctedP: Double { pair.correctedP }
  var smallestP: Double { pair.smallestP }
  var runsNeeded: Int? { pair.runsNeeded }

  var verdict: String { pair.isShown ? (isFirst ? "better" : "worse") : LabelPair.notShown }
}
