import CGSL
import Foundation
import ToyGANCore

/// Modes that can be told apart: what the coverage of samples is counted by.
public protocol ModeSet: Sendable {
  /// Length of one sample.
  var dimension: Int { get }

  /// Share of each mode in the target, `[K]`, adding up to 1.
  var weights: [Double] { get }

  /// Axes along which a mode has a density: the degrees of freedom of a sample's distance from it.
  var degreesOfFreedom: Int { get }

  /// Deviations from its nearest mode below which a sample is good.
  var radius: Double { get }

  /// Writes how far the sample `x` lies from a mode, in deviations, `S^(-1/2) (x - mu)`, into
  /// `dimension` numbers.
  func offset(
    of x: UnsafePointer<Double>, from mode: Int, into z: UnsafeMutablePointer<Double>)

  /// Whether two modes are at least twice the radius from each other, by the deviations of either.
  ///
  /// What theory says of a mode alone then holds of it beside the other.
  func isApart(_ mode: Int, from other: Int) -> Bool

  /// Whether the masses below are those of the target also where modes are not apart.
  var countsOverlaps: Bool { get }

  /// Share of the target less than `radius` deviations from its nearest mode.
  func mass(within radius: Double) -> Double

  /// Share of the target less than `radius` deviations from its nearest mode along every axis.
  func massOfBox(within radius: Double) -> Double

  /// Mean squared distance, in deviations, of what lies within the radius from the mean of its mode; nil
  /// where nothing does.
  var truncatedSquare: Double? { get }

  /// How samples `[n, d]` are spread over the modes.
  ///
  /// A requirement, so that the pass over samples and modes is compiled for each kind of modes.
  func coverage(of samples: SampleSet) -> ModeCoverage
}

extension ModeSet {
  public func coverage(of samples: SampleSet) -> ModeCoverage {
    ModeCoverage(samples: samples, modes: self)
  }

  public var countsOverlaps: Bool { false }

  /// Whether every two modes are apart.
  ///
  /// Of more than 2,000 modes that is not looked at, and taken not to be so.
  package var areApart: Bool {
    let count = weights.count
    guard count <= 2000 else { return false }
    return (0..<count).allSatisfy { mode in
      (0..<mode).allSatisfy { isApart(mode, from: $0) }
    }
  }

  /// A wider radius that some of the literature counts by: 4 where `radius` is 3.
  package var wideRadius: Double { radius * 4 / 3 }

  /// Of a Gaussian, alone: its squared distance is chi-squared.
  public func mass(within radius: Double) -> Double {
    GSL.start()
    return gsl_cdf_chisq_P(radius * radius, Double(degreesOfFreedom))
  }

  public func massOfBox(within radius: Double) -> Double {
    pow(erf(radius / 2.0.squareRoot()), Double(degreesOfFreedom))
  }

  /// Of a Gaussian, alone: `E[r^2 | r < radius]`, `d P(chi_{d+2} < radius) / P(chi_d < radius)` with d
  /// degrees of freedom.
  public var truncatedSquare: Double? {
    let (mass, freedom) = (mass(within: radius), Double(degreesOfFreedom))
    return mass > 0 ? freedom * gsl_cdf_chisq_P(radius * radius, freedom + 2) / mass : nil
  }
}
