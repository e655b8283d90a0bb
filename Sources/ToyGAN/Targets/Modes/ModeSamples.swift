import CGSL
import Foundation
import ToyGANCore

/// Statistics of the samples nearest to one mode, with offsets from its centre in its deviations.
public struct ModeSamples: Sendable {
  /// Number of samples nearest to the mode.
  public let count: Int
  /// Number of samples within the radius, within 4/3 of it, and within the radius along every axis.
  public let good, goodAtWideRadius, goodInBox: Int
  /// Mean offset of the good samples, `[d]`; zeros if there are none.
  public let meanOffset: [Double]
  /// Sum of squared distances of the good samples from their mean.
  package let squaredOffset: Double
  /// Sum of outer products of the good samples' offsets from their mean, `[d, d]`; empty for more than
  /// `ModeTally.widest` dimensions.
  let scatter: [Double]

  /// Distance of the good samples' mean from the centre, 0 or above; nil without a good sample.
  public var offset: Double? {
    good > 0 ? meanOffset.reduce(0.0) { $0 + $1 * $1 }.squareRoot() : nil
  }

  /// Logarithm of the determinant of the good samples' covariance, with divisor `good - 1`, in units of the
  /// mode's own covariance; nil if it is undefined or the determinant is zero.
  package var logDeterminant: Double? {
    let d = meanOffset.count
    guard good > d, scatter.count == d * d else { return nil }
    return SymmetricMatrix(scatter.map { $0 / Double(good - 1) }, size: d).logDeterminant
  }
}

/// The rule that defines good samples, in deviations.
struct GoodnessRule {
  var radius: Double
  var wideRadius: Double
}

/// Running counts and second moments of the samples of one mode.
struct ModeTally {
  /// Largest dimension for which the complete covariance is computed.
  static let widest = 16

  private let rule: GoodnessRule
  private var count = 0
  private var good = 0
  private var goodAtWideRadius = 0
  private var goodInBox = 0
  private var squaredOffset = 0.0
  private var mean: [Double]  // [d]
  private var scatter: [Double]  // [d, d]

  init(dimension: Int, rule: GoodnessRule) {
    self.rule = rule
    mean = Array(repeating: 0, count: dimension)
    scatter = Array(
      repeating: 0, count: dimension <= Self.widest ? dimension * dimension : 0)
  }

  mutating func add(_ offset: [Double], squaredDistance: Double) {
    count += 1
    if offset.allSatisfy({ abs($0) < rule.radius }) { goodInBox += 1 }
    if squaredDistance < rule.wideRadius * rule.wideRadius { goodAtWideRadius += 1 }
    guard squaredDistance < rule.radius * rule.radius else { return }
    good += 1
    addSpread(of: offset)
  }

  /// Welford's update, Technometrics 4 (1962).
  private mutating func addSpread(of offset: [Double]) {
    let (n, d) = (Double(good), mean.count)
    let share = (n - 1) / n
    for i in 0..<d {
      let difference = offset[i] - mean[i]
      squaredOffset += difference * difference * share
      guard !scatter.isEmpty else { continue }
      for j in 0...i { scatter[i * d + j] += difference * (offset[j] - mean[j]) * share }
    }
    for i in 0..<d { mean[i] += (offset[i] - mean[i]) / n }
  }

  var samples: ModeSamples {
    ModeSamples(
      count: count, good: good, goodAtWideRadius: goodAtWideRadius, goodInBox: goodInBox,
      meanOffset: mean, squaredOffset: squaredOffset, scatter: scatter)
  }
}

/// A symmetric matrix `[size, size]`, of which only the lower triangle is read.
private struct SymmetricMatrix {
  private let entries: [Double]
  private let size: Int

  init(_ entries: [Double], size: Int) { (self.entries, self.size) = (entries, size) }

  /// Logarithm of the determinant by Cholesky decomposition; nil unless the matrix is positive definite.
  var logDeterminant: Double? {
    GSL.start()
    var factor = entries  // [size, size]
    let status = factor.withUnsafeMutableBufferPointer { entries in
      var view = gsl_matrix_view_array(entries.baseAddress, size, size)
      return gsl_linalg_cholesky_decomp1(&view.matrix)
    }
    let sum = (0..<size).reduce(0) { $0 + 2 * log(factor[$1 * size + $1]) }
    return status == Int32(GSL_SUCCESS) && sum.isFinite ? sum : nil
  }
}
