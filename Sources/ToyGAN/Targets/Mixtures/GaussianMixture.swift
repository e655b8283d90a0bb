import CGSL
import Foundation
import ToyGANCore
import ToyGANSettings

/// A mixture of two-dimensional Gaussians, `p(x) = sum_k w_k N(x; mu_k, S_k)`.
public struct GaussianMixture: Target, ModeSet, Equatable {
  /// One Gaussian of the mixture.
  public struct Mode: Sendable, Equatable {
    /// Mean of the Gaussian.
    public let mean: SIMD2<Double>
    /// Covariance, symmetric and positive definite.
    public let covariance: Covariance
    /// Share of the mixture, in (0, 1].
    public let weight: Double
  }

  /// The modes, all with positive weight; the weights add up to 1.
  public let modes: [Mode]
  private let table: AliasTable

  public var dimension: Int { 2 }
  public var modeSet: (any ModeSet)? { self }
  public var weights: [Double] { modes.map(\.weight) }
  public var degreesOfFreedom: Int { 2 }
  public var radius: Double { 3 }

  /// A mixture with one covariance and one relative weight per mode.
  ///
  /// Weights are divided by their sum, and a mode of weight zero is omitted. Throws `SettingError` under
  /// `key` if a mean is not finite, if ten deviations from it exceed 1e18, if a weight is negative or not
  /// finite, if the weights do not add up to a positive number, or if the counts differ.
  public init(
    means: [SIMD2<Double>], covariances: [Covariance], weights: [Double]? = nil,
    key: String = "target.mixture"
  ) throws(SettingError) {
    let weights = weights ?? [Double](repeating: 1, count: means.count)
    try Self.check(means: means, covariances: covariances, weights: weights, key: key)
    let total = weights.reduce(0, +)
    var modes: [Mode] = []
    for (index, weight) in weights.enumerated() where weight > 0 {
      modes.append(
        Mode(mean: means[index], covariance: covariances[index], weight: weight / total))
    }
    self.init(modes: modes)
  }

  /// Modes whose weights add up to 1.
  private init(modes: [Mode]) {
    self.modes = modes
    table = AliasTable(weights: modes.map(\.weight))
  }

  /// The same mixture with `variance` added along both axes.
  ///
  /// Throws `SettingError` under `key` if a covariance is then no longer valid.
  func widened(
    by variance: Double, key: String
  ) throws(SettingError) -> GaussianMixture {
    var modes: [Mode] = []
    for mode in self.modes {
      let c = mode.covariance
      let wider = try Covariance(xx: c.xx + variance, xy: c.xy, yy: c.yy + variance, key: key)
      modes.append(Mode(mean: mode.mean, covariance: wider, weight: mode.weight))
    }
    return GaussianMixture(modes: modes)
  }

  public static func == (a: GaussianMixture, b: GaussianMixture) -> Bool { a.modes == b.modes }

  /// Natural logarithm of the density at `x`, which is accurate even if the density underflows.
  public func logDensity(at x: (Double, Double)) -> Double {
    let point = SIMD2(x.0, x.1)
    var largest = -Double.infinity
    for mode in modes { largest = max(largest, mode.logDensity(at: point)) }
    guard largest.isFinite else { return largest }
    var sum = 0.0
    for mode in modes { sum += exp(mode.logDensity(at: point) - largest) }
    return largest + log(sum)
  }

  public func logDensity(of sample: [Double]) -> Double? {
    requireLength(of: sample)
    return logDensity(at: (sample[0], sample[1]))
  }

  public func offset(
    of x: UnsafePointer<Double>, from mode: Int, into z: UnsafeMutablePointer<Double>
  ) {
    let point = SIMD2(x[0], x[1])
    let offset = modes[mode].covariance.standardized(point - modes[mode].mean)
    (z[0], z[1]) = (offset.x, offset.y)
  }

  public func isApart(_ mode: Int, from other: Int) -> Bool {
    let (a, b) = (modes[mode].covariance, modes[other].covariance)
    let (offset, least) = (modes[mode].mean - modes[other].mean, 4 * radius * radius)
    guard a.squaredLength(of: offset) >= least, b.squaredLength(of: offset) >= least else {
      return false
    }
    if a == b { return true }
    // Elongated modes may intersect away from the line between their means. A point within the radius of
    // both has u' A^-1 u + v' B^-1 v < 2 r^2 with u + v = d, the offset: at least d' (A + B)^-1 d.
    let sum = try? Covariance(xx: a.xx + b.xx, xy: a.xy + b.xy, yy: a.yy + b.yy)
    return sum.map { 2 * $0.squaredLength(of: offset) >= least } ?? false
  }

  public func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    let count = sampleCount(of: buffer.count)
    let generator = stream.generator
    modes.withUnsafeBufferPointer { modes in
      for sample in 0..<count {
        let mode = modes[table.draw(generator)]
        let point = mode.mean + mode.covariance.draw(generator)
        buffer[2 * sample] = Float(point.x)
        buffer[2 * sample + 1] = Float(point.y)
      }
    }
  }
}

extension GaussianMixture.Mode {
  /// Squared Mahalanobis distance `(x - mu)' S^-1 (x - mu)`, at least 0.
  func squaredDistance(to x: SIMD2<Double>) -> Double {
    covariance.squaredLength(of: x - mean)
  }

  /// Logarithm of weight times density at `x`.
  func logDensity(at x: SIMD2<Double>) -> Double {
    log(weight) - log(2 * .pi) - covariance.logDeterminant / 2 - squaredDistance(to: x) / 2
  }
}
