import Foundation
import ToyGANTargets

/// Measures of how samples are distributed over modes, compared with the target's weights: every
/// combination of a divergence and a counting rule.
extension Metric {
  static let balance: [Metric] = Binning.allCases.flatMap { binning in
    Imbalance.allCases.map { imbalance($0, binning) }
  }

  /// Each sample goes to its nearest mode, as in self-conditioned GANs.
  ///
  /// Liu et al. 2020, arXiv:2006.10728.
  public static let reverseKL = imbalance(.reverseKL, .nearest)

  /// Samples far from every mode have a bin, so that a cloud between the modes is not taken for a balanced one.
  public static let reverseKLOffMode = imbalance(.reverseKL, .withOffMode)

  private static func imbalance(_ measure: Imbalance, _ binning: Binning) -> Metric {
    Metric(
      measure.rawValue + binning.rawValue, .balance, better: measure.preference,
      range: measure.range, unit: measure.unit, needs: .modes,
      lack: binning == .goodOnly ? "no sample is good" : "there is no sample",
      expectedForTarget: { evidence in
        guard evidence.separateModes != nil else { return nil }
        return evidence.coverage.map(binning.histogram).flatMap(measure.expectation)
      },
      meaning: { _ in "\(measure.formula), q the share of \(binning.words)" },
      value: { $0.coverage.map(binning.histogram).flatMap(measure.value) })
  }
}

/// The samples that are counted, and their bins; raw values are the suffixes of metric names.
private enum Binning: String, CaseIterable {
  case nearest = ""
  case goodOnly = "_hq"
  case withOffMode = "_off_mode"

  var histogram: @Sendable (ModeCoverage) -> ModeHistogram {
    switch self {
    case .nearest: { $0.nearest }
    case .goodOnly: { $0.goodOnly }
    case .withOffMode: { $0.withOffMode }
    }
  }

  var words: String {
    switch self {
    case .nearest: "samples nearest to the mode, w its weight in the target"
    case .goodOnly: "good samples that belong to the mode, w its weight in the target"
    case .withOffMode:
      "samples that are good samples of the mode (with one more bin for samples that are not good), w that of the target"
    }
  }
}

/// A divergence between shares and weights; raw values are the prefixes of metric names.
private enum Imbalance: String, CaseIterable {
  case reverseKL = "reverse_kl"
  case forwardKL = "forward_kl"
  case jensenShannon = "jsd"
  case totalVariation = "tvd"
  case entropy
  case chiSquaredP = "chi_squared_p"

  var preference: Metric.Preference {
    switch self {
    case .reverseKL, .forwardKL, .jensenShannon, .totalVariation: .lower
    case .entropy: .targetValue
    case .chiSquaredP: .higher
    }
  }

  var range: MetricRange {
    switch self {
    case .reverseKL, .forwardKL, .entropy: .notNegative
    case .jensenShannon: .upTo(log(2))
    case .totalVariation, .chiSquaredP: .share
    }
  }

  var unit: String? {
    switch self {
    case .reverseKL, .forwardKL, .entropy, .jensenShannon: "nats"
    case .totalVariation: "share"
    case .chiSquaredP: "probability"
    }
  }

  func value(_ histogram: ModeHistogram) -> Double? {
    switch self {
    case .reverseKL: histogram.reverseKL
    case .forwardKL: histogram.forwardKL
    case .jensenShannon: histogram.jensenShannon
    case .totalVariation: histogram.totalVariation
    case .entropy: histogram.entropy
    case .chiSquaredP: histogram.chiSquaredP
    }
  }

  func expectation(_ histogram: ModeHistogram) -> Double? {
    switch self {
    case .reverseKL, .forwardKL: histogram.expectedKL
    case .jensenShannon: histogram.expectedJensenShannon
    case .totalVariation: histogram.expectedTotalVariation
    case .entropy: histogram.expectedEntropy
    case .chiSquaredP: histogram.expectedChiSquaredP
    }
  }

  var formula: String {
    switch self {
    case .reverseKL: "sum over modes of q log(q / w) in nats"
    case .forwardKL: "sum over modes of w log(w / q) in nats, infinite where a mode has no sample"
    case .jensenShannon:
      "sum over modes of [q log(q / m) + w log(w / m)] / 2 in nats, m = (q + w) / 2"
    case .totalVariation: "sum over modes of |q - w| / 2"
    case .entropy: "sum over modes of -q log q in nats"
    case .chiSquaredP:
      "probability that samples of the target itself are at least as uneven (Pearson's chi-squared test)"
    }
  }
}
