import CGSL
import Foundation
import ToyGANCore
import ToyGANTargets

/// Modes covered and share of good samples, by each of the common rules.
extension Metric {
  static let coverage: [Metric] = [
    modesByMass, modesCovered, modesCovered20, modesCoveredWide, modesCoveredBox,
    modesCoveredNearest, modesCoveredMass, highQuality, highQualityBox, highQualityWide,
  ]

  /// A mode counts if it gets at least a tenth of the samples that it has in the target.
  ///
  /// Neither a stray sample nor a diffuse cloud covers a mode, however many samples are drawn. It is the count
  /// that tables, figures and comparisons show first.
  public static let modesByMass = modeCount("modes_by_mass") {
    "modes that get at least a tenth of their weight in the target, as samples less than "
      + "\($0.radiusText) from them"
  } isCovered: { mode, share in
    mode.good > 0 && Double(mode.good) >= 0.1 * share.ofAll
  }

  /// The counts of modes from the strictest to the classical one: older runs only have the last.
  package static let modeCounts = [modesByMass, modesCovered]

  /// The rule of VEEGAN and PacGAN.
  ///
  /// Srivastava et al. 2017, arXiv:1705.07761; Lin et al. 2018, arXiv:1712.04086.
  public static let modesCovered = modeCount("modes_covered") {
    "modes with at least one sample that lies less than \($0.radiusText) from its nearest mode"
  } isCovered: { mode, _ in
    mode.good > 0
  }

  /// The count of some benchmarks, in which a stray sample does not cover a mode.
  public static let modesCovered20 = modeCount(
    "modes_covered_dist20",
    expectedForTarget: { $0.separateModes == nil ? nil : $0.coverage?.expectedModes(withGood: 20) }
  ) {
    "modes with at least 20 samples that lie less than \($0.radiusText) from their nearest mode"
  } isCovered: { mode, _ in
    mode.good >= 20
  }

  /// The radius of discriminator rejection sampling and of Metropolis-Hastings GANs.
  ///
  /// Azadi et al. 2019, arXiv:1810.06758; Turner et al. 2019, arXiv:1811.11357.
  public static let modesCoveredWide = modeCount("modes_covered_4sigma") {
    "modes with at least one sample that lies less than \($0.wideRadiusText) from its nearest mode"
  } isCovered: { mode, _ in
    mode.goodAtWideRadius > 0
  }

  /// The rule in the code of self-conditioned GANs.
  ///
  /// Liu et al. 2020, arXiv:2006.10728.
  public static let modesCoveredBox = modeCount("modes_covered_box") {
    "modes with at least one sample that lies less than \($0.radiusText) from its nearest mode "
      + "along every axis"
  } isCovered: { mode, _ in
    mode.goodInBox > 0
  }

  /// The rule of adversarially learned inference, in which a mode needs no good sample.
  ///
  /// Dumoulin et al. 2017, arXiv:1606.00704.
  public static let modesCoveredNearest = modeCount("modes_covered_nearest") { _ in
    "modes that are the nearest mode of at least one sample"
  } isCovered: { mode, _ in
    mode.count > 0
  }

  /// A mode counts if the generator gives it enough of its good samples, however few those are.
  public static let modesCoveredMass = modeCount("modes_covered_mass") { _ in
    "modes whose share of the good samples is at least a tenth of their weight in the target"
  } isCovered: { mode, share in
    mode.good > 0 && Double(mode.good) >= 0.1 * share.ofGood
  }

  /// The rule of the same papers as `modesCovered`.
  public static let highQuality = quality("high_quality", \.good) {
    "share of samples less than \($0.radiusText) from their nearest mode"
  } mass: { modes in
    modes.mass(within: modes.radius)
  }

  /// The rule in the code of self-conditioned GANs.
  ///
  /// Liu et al. 2020, arXiv:2006.10728.
  public static let highQualityBox = quality("high_quality_box", \.goodInBox) {
    "share of samples less than \($0.radiusText) from their nearest mode along every axis"
  } mass: { modes in
    modes.massOfBox(within: modes.radius)
  }

  /// The radius of the same papers as `modesCoveredWide`.
  public static let highQualityWide = quality("high_quality_4sigma", \.goodAtWideRadius) {
    "share of samples less than \($0.wideRadiusText) from their nearest mode"
  } mass: { modes in
    modes.mass(within: modes.wideRadius)
  }

  /// How many samples a mode would have if it had its weight: of all samples, and of the good ones.
  private struct ExpectedCount {
    var ofAll: Double
    var ofGood: Double
  }

  /// A number of modes, those that `isCovered`.
  private static func modeCount(
    _ name: String,
    expectedForTarget: @escaping @Sendable (Evidence) -> Double? = { $0.allModes },
    meaning: @escaping @Sendable (any ModeSet) -> String,
    isCovered: @escaping @Sendable (ModeSamples, ExpectedCount) -> Bool
  ) -> Metric {
    Metric(
      name, .coverage, better: .higher, isCount: true, range: .modes, unit: "modes", needs: .modes,
      expectedForTarget: expectedForTarget,
      meaning: ofModes(meaning)
    ) { evidence in
      evidence.coverage.map { coverage in
        let (all, good) = (Double(coverage.samples), Double(coverage.good))
        return Double(
          zip(coverage.modes, coverage.weights).count { mode, weight in
            isCovered(mode, ExpectedCount(ofAll: weight * all, ofGood: weight * good))
          })
      }
    }
  }

  private static func quality(
    _ name: String, _ count: @escaping @Sendable (ModeSamples) -> Int,
    meaning: @escaping @Sendable (any ModeSet) -> String,
    mass: @escaping @Sendable (any ModeSet) -> Double
  ) -> Metric {
    Metric(
      name, .coverage, better: .higher, range: .share, unit: "share", needs: .modes,
      expectedForTarget: { $0.modesOfKnownMass.map(mass) },
      meaning: ofModes(meaning)
    ) { evidence in
      guard let coverage = evidence.coverage, coverage.samples > 0 else { return nil }
      return Double(coverage.modes.reduce(0) { $0 + count($1) }) / Double(coverage.samples)
    }
  }

  /// A definition that depends on the modes; empty for a target without modes.
  private static func ofModes(
    _ meaning: @escaping @Sendable (any ModeSet) -> String
  ) -> @Sendable (any Target) -> String {
    { $0.modeSet.map(meaning) ?? "" }
  }
}

extension [MetricValue] {
  /// The strictest count of modes among these values; nil if there is none.
  package var countOfModes: MetricValue? {
    Metric.modeCounts.lazy.compactMap { count in first { $0.name == count.name } }.first
  }
}

extension Evidence {
  /// The number of modes.
  fileprivate var allModes: Double? { coverage.map { Double($0.modes.count) } }
}

extension ModeCoverage {
  /// Expected number of modes with at least `least` good samples, for the same number of target samples.
  ///
  /// A sum of binomial tails, `sum_k P(Bin(n, w_k m) >= least)`, with m the good fraction of a mode's mass.
  func expectedModes(withGood least: Int) -> Double {
    GSL.start()
    return weights.reduce(0.0) { sum, weight in
      let share = min(1, weight * insideMass)
      return sum + gsl_cdf_binomial_Q(UInt32(least - 1), share, UInt32(clamping: samples))
    }
  }
}

extension ModeSet {
  /// The radius as text: `3 deviations`.
  var radiusText: String { "\(Self.text(radius)) deviations" }
  /// The wider radius as text: `4 deviations`.
  var wideRadiusText: String { "\(Self.text(wideRadius)) deviations" }

  private static func text(_ radius: Double) -> String { String(format: "%.3g", radius) }
}
