import CGSL
import Foundation
import ToyGANSettings

/// A two-by-two covariance matrix, `[[xx, xy], [xy, yy]]`, which is positive definite.
public struct Covariance: Sendable, Equatable {
  /// Variance along the first axis.
  public let xx: Double
  /// Covariance between the axes.
  public let xy: Double
  /// Variance along the second axis.
  public let yy: Double

  let deviations: SIMD2<Double>
  let correlation: Double
  let logDeterminant: Double

  /// The covariance of a round Gaussian, `deviation^2 I`.
  ///
  /// Throws `SettingError` under `key` unless the deviation is finite and above 0.
  public init(
    deviation: Double, key: String = "target.mixture.deviation"
  ) throws(SettingError) {
    let square = deviation * deviation
    guard deviation > 0, square.isNormal else {
      throw SettingError(
        key: key, value: "\(deviation)",
        allowed: deviation > 0 && deviation.isFinite
          ? "a number from 1.5e-154 to 1.3e+154" : "a finite number above 0")
    }
    (xx, xy, yy, correlation) = (square, 0, square, 0)
    deviations = SIMD2(deviation, deviation)
    logDeterminant = 2 * log(square)
  }

  /// A full covariance.
  ///
  /// Throws `SettingError` under `key` unless it is finite and positive definite.
  public init(
    xx: Double, xy: Double, yy: Double, key: String = "target.mixture.covariances"
  ) throws(SettingError) {
    let correlation = xy / (sqrt(xx) * sqrt(yy))
    guard xx > 0, yy > 0, xx.isNormal, yy.isNormal, abs(correlation) < 1 else {
      throw SettingError(
        key: key, value: "[[\(xx), \(xy)], [\(xy), \(yy)]]", allowed: "a positive definite matrix")
    }
    self.xx = xx
    self.xy = xy
    self.yy = yy
    self.correlation = correlation
    deviations = SIMD2(sqrt(xx), sqrt(yy))
    logDeterminant = log(xx) + log(yy) + log1p(-correlation * correlation)
  }

  /// `L^-1 v` with `L L' = S`, whose squared length is `v' S^-1 v`.
  func standardized(_ v: SIMD2<Double>) -> SIMD2<Double> {
    let scaled = v / deviations
    let rest = scaled.y - correlation * scaled.x
    return SIMD2(scaled.x, rest / (1 - correlation * correlation).squareRoot())
  }

  /// `v' S^-1 v`, at least 0.
  func squaredLength(of v: SIMD2<Double>) -> Double {
    let z = standardized(v)
    return z.x * z.x + z.y * z.y
  }

  /// One draw from the centred Gaussian.
  func draw(_ generator: UnsafeMutablePointer<gsl_rng>) -> SIMD2<Double> {
    if correlation == 0 {
      return SIMD2(
        gsl_ran_gaussian_ziggurat(generator, deviations.x),
        gsl_ran_gaussian_ziggurat(generator, deviations.y))
    }
    var (x, y) = (0.0, 0.0)
    gsl_ran_bivariate_gaussian(generator, deviations.x, deviations.y, correlation, &x, &y)
    return SIMD2(x, y)
  }
}
