import CGSL

/// Modes that can be told apart: what the coverage of samples is counted by.
public protocol ModeSet: Sendable {
  /// Length of one sample.
  var dimension: Int { get }

  /// Share of each mode in the target, `[K]`, adding up to 1.
  var weights: [Double] { get }

  /// Axes along which a mode spreads: the degrees of freedom of a sample's distance from it.
  var degreesOfFreedom: Int { get }

  /// Deviations from its nearest mode below which a sample is good.
  var radius: Double { get }

  /// Writes how far the sample `x` lies from a mode, in deviations, `S^(-1/2) (x - mu)`, into
  /// `dimension` numbers.
  func offset(
    of x: UnsafePointer<Float>, from mode: Int, into z: UnsafeMutablePointer<Double>)
}

extension ModeSet {
  /// Mass of a mode within `radius`: its squared distance is chi-squared.
  var insideMass: Double { gsl_cdf_chisq_P(radius * radius, Double(degreesOfFreedom)) }

  /// `E[r^2 | r < radius]`, `d P(chi_{d+2} < radius) / P(chi_d < radius)` with d degrees of freedom;
  /// nil where nothing lies within.
  var truncatedSquare: Double? {
    let (mass, freedom) = (insideMass, Double(degreesOfFreedom))
    return mass > 0 ? freedom * gsl_cdf_chisq_P(radius * radius, freedom + 2) / mass : nil
  }
}
