/// Metrics from nearest neighbours among the samples and the same number of target samples.
extension Metric {
  static let neighbours: [Metric] = [
    precision, recall, density, coverageOfBalls, twoSampleAccuracy, birthdaySupport,
  ]

  /// Largest number of samples in neighbour searches, in the plane.
  static let maximumNeighbours = 10_000

  /// Rank of the neighbour whose distance is the radius of a ball.
  ///
  /// The value of Naeem et al. 2020, arXiv:2002.09797.
  package static let neighbourCount = 5

  /// Share of the samples that are near samples of the target.
  public static let precision = score("precision", \.precision) {
    "share of samples that lie in a ball around a sample of the target"
  }

  /// Share of the target's samples that are near samples.
  public static let recall = score("recall", \.recall) {
    "share of the target's samples that lie in a ball around a sample"
  }

  /// Samples that are closer together than those of the target score above the target's own value.
  public static let density = score(
    "density", \.density, better: .targetValue, expectedForTarget: { _ in 1 }
  ) {
    "mean number of balls around samples of the target that a sample lies in, divided by k"
  }

  /// It is called `coverage` in tables, as in its paper.
  public static let coverageOfBalls = score(
    "coverage", \.coverage,
    expectedForTarget: {
      NeighbourScores.expectedCoverage(real: $0, generated: $0, k: neighbourCount)
    }
  ) {
    "share of the balls around samples of the target that contain a sample"
  }

  /// How well nearest neighbours distinguish samples from the target; 1/2 if they cannot.
  public static let twoSampleAccuracy = Metric(
    "two_sample_accuracy", .neighbours, better: .targetValue, range: .share, unit: "share",
    lack: "there are too few finite samples",
    maximumSamples: { pairwise(maximumNeighbours, dimension: $0) },
    expectedForTarget: { _ in 0.5 },
    meaning: { _ in
      "share of all samples, of the target and generated, whose nearest other sample is of the same "
        + "kind (Lopez-Paz and Oquab 2017)"
    },
    value: { evidence in
      evidence.neighbourPair.flatMap {
        ClassifierTwoSampleTest(real: $0.reference, generated: $0.samples)?.accuracy
      }
    })

  /// Estimated number of distinct points from which the samples are drawn.
  public static let birthdaySupport = Metric(
    "birthday_support", .neighbours, better: .targetValue, range: .notNegative, unit: "points",
    lack: "no two samples are so close together",
    maximumSamples: { pairwise(maximumNeighbours, dimension: $0) },
    meaning: { _ in
      "number of equally likely points that would give as many equal pairs as there are pairs of "
        + "samples closer than a hundredth of the target's scale (Arora and Zhang 2017)"
    },
    value: { evidence in
      evidence.neighbourPair.flatMap {
        BirthdayParadox($0.samples, threshold: evidence.scale / 100)?.support
      }
    })

  /// `expectedForTarget`, if given, is a function of the number of samples on each side; it holds only for targets
  /// with a density, because balls around duplicate samples are empty.
  private static func score(
    _ name: String, _ value: @escaping @Sendable (NeighbourScores) -> Double,
    better preference: Preference = .higher, expectedForTarget: (@Sendable (Int) -> Double)? = nil,
    meaning: @escaping @Sendable () -> String
  ) -> Metric {
    Metric(
      name, .neighbours, better: preference,
      range: preference == .targetValue ? .notNegative : .share,
      unit: preference == .targetValue ? nil : "share",
      lack: "there are not more than \(neighbourCount) finite samples",
      maximumSamples: { pairwise(maximumNeighbours, dimension: $0) },
      expectedForTarget: { evidence in
        guard let expectedForTarget, Need.density.isMet(by: evidence.target) else { return nil }
        return evidence.neighbourPair.map { expectedForTarget($0.samples.count) }
      },
      meaning: { _ in
        "\(meaning()); a ball reaches to the \(neighbourCount)th neighbour, strictly"
      },
      value: { $0.neighbourScores.map(value) })
  }
}

extension Evidence {
  var neighbourPair: Pair? {
    pair(maximumSamples: Metric.pairwise(Metric.maximumNeighbours, dimension: target.dimension))
  }
}
