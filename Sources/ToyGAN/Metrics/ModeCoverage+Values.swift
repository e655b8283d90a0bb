import Foundation

extension ModeCoverage {
  /// Modes with at least one good sample, 0 to K.
  public var modesCovered: Int { goodCounts.count { $0 > 0 } }

  /// Modes whose share of good samples is at least a tenth of their weight, 0 to K.
  public var modesCoveredMass: Int {
    let total = Double(goodCounts.reduce(0, +))
    return zip(goodCounts, weights).count { good, weight in
      good > 0 && Double(good) >= 0.1 * weight * total
    }
  }

  /// Share of good samples among all, 0 to 1, or nil without samples.
  public var highQuality: Double? {
    samples > 0 ? Double(goodCounts.reduce(0, +)) / Double(samples) : nil
  }

  /// `sum_k q_k log(q_k / w_k)` in nats, 0 or above, q the shares of finite samples by nearest mode.
  ///
  /// Nil when no sample is finite. Covering j of K equal modes evenly gives log(K / j).
  public var reverseKL: Double? {
    let total = Double(counts.reduce(0, +))
    guard total > 0 else { return nil }
    let sum = zip(counts, weights).reduce(0.0) { sum, pair in
      guard pair.0 > 0 else { return sum }
      let share = Double(pair.0) / total
      return sum + share * log(share / pair.1)
    }
    // Shares that equal the weights may round to just below zero.
    return max(sum, 0)
  }

  /// Spread of good samples within their modes over that of the target; below 1 is too narrow.
  ///
  /// `sqrt(sum_k sum_i |S_k^(-1/2) (x_i - m_k)|^2 / (N - C) / v)`: m_k is the mean of the good
  /// samples of mode k, N their number over all modes, C the modes that have any, and v the mean
  /// squared length of a standard Gaussian given a length below the radius. Dividing by N - C
  /// makes the square unbiased, so the target scores 1 when no two modes come within twice the radius.
  /// Nil unless some mode has two good samples.
  public var deviationRatio: Double? {
    let freedom = goodCounts.reduce(0, +) - modesCovered
    guard freedom > 0, let truncatedSquare else { return nil }
    return sqrt(squaredOffset / Double(freedom) / truncatedSquare)
  }

  /// The value of a metric, or nil when these samples do not define one.
  public func value(of metric: Metric) -> Double? {
    switch metric {
    case .modesCovered: Double(modesCovered)
    case .modesCoveredMass: Double(modesCoveredMass)
    case .highQuality: highQuality
    case .reverseKL: reverseKL
    case .deviationRatio: deviationRatio
    }
  }

  /// What as many samples of the target itself score when its modes are well apart; of modes, how many
  /// there are.
  ///
  /// For the divergence it is the leading term of the expectation, `(K - 1) / (2 n)`.
  public func ceiling(of metric: Metric) -> Double? {
    switch metric {
    case .modesCovered, .modesCoveredMass: Double(weights.count)
    case .highQuality: insideMass
    case .reverseKL: samples > 0 ? Double(weights.count - 1) / Double(2 * samples) : nil
    case .deviationRatio: 1
    }
  }
}
