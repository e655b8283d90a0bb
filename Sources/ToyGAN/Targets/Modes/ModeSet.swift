import CGSL
import Foundation
import ToyGANCore

/// Modes of a target, over which the distribution of samples is counted.
public protocol ModeSet: Sendable {
  /// Length of one sample.
  var dimension: Int { get }

  /// Share of each mode in the target, `[K]`; the sum is 1.
  var weights: [Double] { get }

  /// Number of axes on which a mode has a density: the degrees of freedom of a sample's distance from it.
  var degreesOfFreedom: Int { get }

  /// Distance from the nearest mode, in deviations, below which a sample is good.
  var radius: Double { get }

  /// Writes the offset of the sample `x` from a mode in deviations,
  /// `S^(-1/2) (x - mu)`, into `dimension` numbers.
  func offset(
    of x: UnsafePointer<Double>, from mode: Int, into z: UnsafeMutablePointer<Double>)

  /// Whether two modes are at least twice the radius apart, in the deviations of each of them.
  ///
  /// If so, formulas for a single mode also hold for one of several modes.
  func isApart(_ mode: Int, from other: Int) -> Bool

  /// Whether the masses below are those of the target even if modes overlap.
  var countsOverlaps: Bool { get }

  /// Share of the target within `radius` deviations of its nearest mode.
  func mass(within radius: Double) -> Double

  /// Share of the target within `radius` deviations of its nearest mode along every axis.
  func massOfBox(within radius: Double) -> Double

  /// Mean squared distance, in deviations, of the part within the radius
  /// from the mean of its mode; nil if there is none.
  var truncatedSquare: Double? { get }

  /// The distribution of samples `[n, d]` over the modes.
  ///
  /// It is a protocol requirement so that the loop over samples and modes is compiled for each type of modes.
  func coverage(of samples: SampleSet) -> ModeCoverage
}

extension ModeSet {
  public func coverage(of samples: SampleSet) -> ModeCoverage {
    ModeCoverage(samples: samples, modes: self)
  }

  public var countsOverlaps: Bool { false }

  /// Whether every two modes are apart.
  ///
  /// For more than 2,000 modes this is not checked, and the result is false.
  package var areApart: Bool {
    let count = weights.count
    guard count <= 2000 else { return false }
    return (0..<count).allSatisfy { mode in
      (0..<mode).allSatisfy { isApart(mode, from: $0) }
    }
  }

  /// A wider radius that is used in some papers: 4 if `radius` is 3.
  package var wideRadius: Double { radius * 4 / 3 }

  /// The mass of a single Gaussian, whose squared distance is chi-squared.
  public func mass(within radius: Double) -> Double {
    GSL.start()
    return gsl_cdf_chisq_P(radius * radius, Double(degreesOfFreedom))
  }

  public func massOfBox(within radius: Double) -> Double {
    pow(erf(radius / 2.0.squareRoot()), Double(degreesOfFreedom))
  }

  /// The value for a single Gaussian: `E[r^2 | r < radius]`, `d P(chi_{d+2} < radius) / P(chi_d < radius)`
  /// with d degrees of freedom.
  public var truncatedSquare: Double? {
    let (mass, freedom) = (mass(within: radius), Double(degreesOfFreedom))
    return mass > 0 ? freedom * gsl_cdf_chisq_P(radius * radius, freedom + 2) / mass : nil
  }
}
