/// Metrics from nearest neighbours among the samples and the same number of target samples.
extension Metric {
  static let neighbours: [Metric] = [
    precision, recall, density, coverageOfBalls, twoSampleAccuracy, birthdaySupport,
  ]

  /// Largest number of samples in neighbour searches, in the plane.
  static let mostNeighbours = 10_000

  /// Rank of the neighbour whose distance is the radius of a ball.
  ///
  /// The value of Naeem et al. 2020, arXiv:2002.09797.
  package static let neighbourCount = 5

  /// Share of the samples that are near samples of the target.
  public static let precision = score("precision", \.precision) {
    "share of samples that lie in a ball about a target's sample"
  }

  /// Share of the target's samples that are near samples.
  public static let recall = score("recall", \.recall) {
    "share of the target's samples that lie in a ball about a sample"
  }

  /// Samples that are closer together than those of the target score above the target's own value.
  public static let density = score(
    "density", \.density, better: .ceiling, ceiling: { _ in 1 }
  ) {
    "mean number of balls about the target's samples that a sample lies in, over k"
  }

  /// It is called `coverage` in tables, as in its paper.
  public static let coverageOfBalls = score(
    "coverage", \.coverage,
    ceiling: { NeighbourScores.expectedCoverage(real: $0, generated: $0, k: neighbourCount) }
  ) {
    "share of the balls about the target's samples that hold a sample"
  }

  /// How well nearest neighbours distinguish samples from the target; 1/2 if they cannot.
  public static let twoSampleAccuracy = Metric(
    "two_sample_accuracy", .neighbours, better: .ceiling,
    most: { pairwise(mostNeighbours, dimension: $0) },
    ceiling: { _ in 0.5 },
    meaning: { _ in
      "share of all samples, the target's and those judged, whose nearest other sample is of their "
        + "own kind (Lopez-Paz and Oquab 2017)"
    },
    value: { evidence in
      evidence.neighbourPair.flatMap {
        ClassifierTwoSampleTest(real: $0.reference, generated: $0.samples)?.accuracy
      }
    })

  /// Estimated number of distinct points from which the samples are drawn.
  public static let birthdaySupport = Metric(
    "birthday_support", .neighbours, better: .ceiling,
    most: { pairwise(mostNeighbours, dimension: $0) },
    meaning: { _ in
      "number of equally likely points of which as many pairs would be the same as there are pairs of "
        + "samples closer than a hundredth of the target's scale (Arora and Zhang 2017)"
    },
    value: { evidence in
      evidence.neighbourPair.flatMap {
        BirthdayParadox($0.samples, threshold: evidence.scale / 100)?.support
      }
    })

  /// `ceiling`, if given, is a function of the number of samples on each side; it holds only for targets
  /// with a density, because balls around duplicate samples are empty.
  private static func score(
    _ name: String, _ value: @escaping @Sendable (NeighbourScores) -> Double,
    better preference: Preference = .higher, ceiling: (@Sendable (Int) -> Double)? = nil,
    meaning: @escaping @Sendable () -> String
  ) -> Metric {
    Metric(
      name, .neighbours, better: preference, most: { pairwise(mostNeighbours, dimension: $0) },
      ceiling: { evidence in
        guard let ceiling, Need.density.isMet(by: evidence.target) else { return nil }
        return evidence.neighbourPair.map { ceiling($0.samples.count) }
      },
      meaning: { _ in
        "\(meaning()); a ball reaches to the \(neighbourCount)th neighbour, strictly"
      },
      value: { $0.neighbourScores.map(value) })
  }
}

extension Evidence {
  var neighbourPair: Pair? {
    pair(most: Metric.pairwise(Metric.mostNeighbours, dimension: target.dimension))
  }
}
