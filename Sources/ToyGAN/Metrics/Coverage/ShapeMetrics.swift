import Foundation
import ToyGANTargets

/// Metrics of the position and width of modes.
extension Metric {
  static let shape: [Metric] = [deviationRatio, meanOffset, logDeterminantRatio]

  /// Spread of good samples within their modes divided by that of the target; below 1 is too narrow.
  public static let deviationRatio = Metric(
    "deviation_ratio", .shape, better: .targetValue, range: .notNegative, unit: "ratio",
    needs: .modes, lack: "no mode has two good samples",
    expectedForTarget: { $0.modesOfKnownMass.map { _ in 1 } },
    meaning: { _ in
      "root of the pooled squared offset of good samples from their mode's sample mean, over its "
        + "value for the target"
    },
    value: { $0.coverage?.deviationRatio })

  /// Distance of the mean of a mode's samples from the mode's centre, in deviations.
  public static let meanOffset = Metric(
    "mode_offset", .shape, better: .lower, range: .notNegative, unit: "deviations", needs: .modes,
    lack: "no sample is good",
    meaning: { _ in
      "distance of a mode's good samples' mean from its centre, in deviations; mean over covered modes"
    },
    value: { $0.coverage?.meanOffset })

  /// How much wider or narrower modes are than those of the target; 0 if they are equal.
  public static let logDeterminantRatio = Metric(
    "mode_log_determinant_ratio", .shape, better: .targetValue, needs: .modes,
    lack: "no mode has enough good samples for a covariance",
    expectedForTarget: { $0.separateModes.map { _ in 0 } },
    meaning: { _ in
      "logarithm of the determinant of a mode's good samples' covariance, over its value for the "
        + "target; mean over modes that have one"
    },
    value: { $0.coverage?.logDeterminantRatio })
}

extension ModeCoverage {
  /// Number of modes with at least one good sample, 0 to K.
  public var modesCovered: Int { modes.count { $0.good > 0 } }

  /// Spread of good samples within their modes divided by that of the target; below 1 is too narrow.
  ///
  /// `sqrt(sum_k sum_i |S_k^(-1/2) (x_i - m_k)|^2 / (N - C) / v)`: m_k is the mean of the good samples of
  /// mode k, N their number over all modes, C the number of modes that have any, and v the mean squared
  /// length of a standard Gaussian given a length below the radius. Dividing by N - C makes the square
  /// unbiased, so that the target scores 1 if no two modes are closer than twice the radius. Nil unless
  /// some mode has two good samples.
  public var deviationRatio: Double? {
    let freedom = good - modesCovered
    guard freedom > 0, let truncatedSquare else { return nil }
    let squares = modes.reduce(0.0) { $0 + $1.squaredOffset }
    return (squares / Double(freedom) / truncatedSquare).squareRoot()
  }

  /// The same ratio for each mode alone, `[K]`, nil if the mode has fewer than two good samples.
  public var deviationRatios: [Double?] {
    modes.map { mode in
      guard mode.good > 1, let truncatedSquare else { return nil }
      return (mode.squaredOffset / Double(mode.good - 1) / truncatedSquare).squareRoot()
    }
  }

  /// Logarithm of `det(C_k) / det(v S_k / d)`, `[K]`: C_k is the covariance of the good samples of mode k,
  /// v S_k / d that of the target's; nil if a mode has too few good samples, or no density.
  public var logDeterminantRatios: [Double?] {
    modes.map { mode in
      let d = Double(mode.meanOffset.count)
      guard degreesOfFreedom == mode.meanOffset.count, let truncatedSquare else { return nil }
      return mode.logDeterminant.map { $0 - d * log(truncatedSquare / d) }
    }
  }

  var meanOffset: Double? { Self.mean(modes.map(\.offset)) }
  var logDeterminantRatio: Double? { Self.mean(logDeterminantRatios) }

  /// Mean of the values that are not nil.
  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
