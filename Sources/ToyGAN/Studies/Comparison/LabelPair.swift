import ToyGANStatistics

/// Two labels against each other.
struct LabelPair: Sendable {
  /// The one that is likelier to score better, or is ranked above an equal.
  let first: LabelScores
  let second: LabelScores
  let probability: ProbabilityOfImprovement
  /// p value of the Mann-Whitney test.
  let p: Double
  /// The same after Holm's correction over all pairs.
  private(set) var correctedP = 1.0

  /// Corrected p values below it are called a difference.
  static let significance = 0.05

  private init(_ first: LabelScores, _ second: LabelScores) {
    let probability = ProbabilityOfImprovement(first.merits, over: second.merits)
    let isReversed = probability.value.map { $0 < 0.5 } ?? false
    (self.first, self.second) = isReversed ? (second, first) : (first, second)
    self.probability =
      isReversed ? ProbabilityOfImprovement(second.merits, over: first.merits) : probability
    p = MannWhitneyTest(first.merits, against: second.merits).p
  }

  /// Every two of ranked labels.
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

  /// The least p that so many runs can show.
  var smallestP: Double {
    MannWhitneyTest.smallestP(zip(first.strata, second.strata).map { ($0.count, $1.count) })
  }

  var isShown: Bool { correctedP < Self.significance }

  var verdict: String { isShown ? "better" : "no difference shown" }
}
