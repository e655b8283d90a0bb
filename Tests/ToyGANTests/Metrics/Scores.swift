import ToyGAN

/// What metrics say of samples, by the names of their properties.
struct Scores {
  let evidence: Evidence

  init(_ samples: [Float], _ target: any Target) {
    evidence = Evidence(SampleSet(samples, dimension: target.dimension), of: target)
  }

  subscript(_ metric: Metric) -> Double? { metric.value(evidence) }

  subscript(_ name: String) -> Double? { Registry.standard.metric(name)?.value(evidence) }

  var coverage: ModeCoverage {
    guard let coverage = evidence.coverage else { fatalError("a target without modes") }
    return coverage
  }

  var modesCovered: Int { Int(self[.modesCovered] ?? -1) }
  var modesCoveredMass: Int { Int(self[.modesCoveredMass] ?? -1) }
  var highQuality: Double? { self[.highQuality] }
  var reverseKL: Double? { self[.reverseKL] }
  var deviationRatio: Double? { self[.deviationRatio] }
  var counts: [Int] { coverage.counts }
  var goodCounts: [Int] { coverage.goodCounts }
  var measurements: [ToyGAN.MetricValue] { Metrics.measure(evidence) }
}
