import ToyGANStatistics

/// A comparison of two labels.
struct LabelPair: Sendable {
  /// The label that is likelier to score better; for equal probability, the one that is ranked higher.
  let first: LabelScores
  let second: LabelScores
  let probability: ProbabilityOfImprovement
  /// p value of the Mann-Whitney test.
  let p: Double
  /// p value after Holm's correction over all pairs.
  private(set) var correctedP = 1.0

  /// Pairs with a corrected p value below this are reported as different.
  static let significance = 0.05

  private init(_ first: LabelScores, _ second: LabelScores) {
    let probability = ProbabilityOfImprovement(first.merits, over: second.merits)
    let isReversed = probability.value.map { $0 < 0.5 } ?? false
    (self.first, self.second) = isReversed ? (second, first) : (first, second)
    self.probability =
      isReversed ? ProbabilityOfImprovement(second.merits, over: first.merits) : probability
    p = MannWhitneyTest(first.merits, against: second.merits).p
  }

  /// Every pair of the ranked labels.
  static func all(of labels: [LabelScores]) -> [LabelPair] {
    var pairs: [LabelPair] = []
    for (rank, label) in labels.enumerated() {
      pairs += labels[(rank + 1)...].map { LabelPair(label, $0) }
    }
    for (place, p) in HolmCorrection.corrected(pairs.map(\.p)).enumerated() {
      pairs[place].correctedP = p
    }
    return pairs
  }

  /// Difference of the means over runs that did not fail.
  var difference: Double? {
    first.finite.mean.flatMap { mean in second.finite.mean.map { mean - $0 } }
  }

  /// The smallest p value that is possible with this number of runs.
  var smallestP: Double {
    MannWhitneyTest.smallestP(zip(first.strata, second.strata).map { ($0.count, $1.count) })
  }

  var isShown: Bool { correctedP < Self.significance }

  var verdict: String { isShown ? "better" : "no difference shown" }
}
