import ToyGANMetrics

extension ScoreReport {
  /// How a value stands to draws of the target itself, where a reader could take it for a good one.
  enum Standing: String, CaseIterable {
    case tooGood = "*"
    case different = "≠"

    var text: String {
      switch self {
      case .tooGood:
        "better than draws of the target itself score: no sign of quality, but of samples that are too narrow, too regular or not independent"
      case .different:
        "beyond what draws of the target itself score, in a metric of which their value is best"
      }
    }
  }

  /// The standing of a value that is better than draws of the target score, or different where their value is
  /// best; nil for any other.
  func standing(of measured: MetricValue) -> Standing? {
    guard let metric = metrics[measured.name], let floor = measured.noiseFloor,
      let excess = measured.excess, abs(excess) > floor.chance,
      abs(excess) > max(Self.roundOff(measured.value), Self.roundOff(floor.mean))
    else { return nil }
    switch metric.preference {
    case .higher: return excess > 0 ? .tooGood : nil
    case .lower: return excess < 0 ? .tooGood : nil
    case .targetValue: return .different
    }
  }

  /// The least expected number of samples of a mode for which formulas of many samples are shown, the usual rule of
  /// Pearson's test.
  static let leastPerMode = 5

  /// What theory gives for samples of the target itself; nil where its formula is of many samples, and these are few.
  ///
  /// Shares of good samples, the number of modes with 20 of them and the coverage of balls are exact for any number.
  func theory(of measured: MetricValue) -> Double? {
    guard let metric = metrics[measured.name], let least = leastExpected,
      least < Double(Self.leastPerMode)
    else { return measured.expectedForTarget }
    let isExact =
      switch metric.family {
      case .coverage: !metric.isCount || metric == .modesCovered20
      case .balance, .shape: false
      case .distance: true
      case .neighbours: metric != .twoSampleAccuracy && metric != .density
      }
    return isExact ? measured.expectedForTarget : nil
  }

  /// The difference that a number may have by rounding alone.
  static func roundOff(_ value: Double) -> Double { 1e-12 * abs(value) }
}

extension NoiseFloor {
  /// How far below the mean one of 500 further draws scores, if scores are normal: by quantiles of Student's t.
  fileprivate var chance: Double {
    let quantile = draws >= 10 ? 3.84 : 15.8
    return quantile * deviation * (1 + 1 / Double(draws)).squareRoot()
  }
}
