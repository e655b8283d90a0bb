import CGSL
import Foundation
import ToyGANCore
import ToyGANSettings

/// A mixture of round Gaussians in any number of dimensions.
///
/// Modes may be flat: they then have a spread only along the first axes, and none along the others.
public struct RoundMixture: Target, ModeSet, Equatable {
  /// Centres, `[K][dimension]`.
  public let means: [[Double]]
  /// Standard deviation of each mode along every axis on which it has a spread, `[K]`.
  public let deviations: [Double]
  public let weights: [Double]
  public let degreesOfFreedom: Int
  public let radius: Double
  private let table: AliasTable

  public var dimension: Int { means[0].count }
  public var modeSet: (any ModeSet)? { self }

  /// A mixture with a mean, a deviation and a relative weight per mode.
  ///
  /// Weights are divided by their sum, and a mode of weight zero is omitted. `axes` is the number of axes on
  /// which a mode has a spread (all if nil). `radius` is the distance below which a sample is good; if nil,
  /// the radius contains the same mass of a mode as three deviations in the plane. Throws `SettingError`
  /// under `key` if the means are not finite or differ in length, if a deviation is not above 0, if ten
  /// deviations from a mean exceed 1e18, if a weight is negative or not finite, or if the counts differ.
  public init(
    means: [[Double]], deviations: [Double], weights: [Double]? = nil,
    axes: Int? = nil, radius: Double? = nil, key: String = "target.mixture"
  ) throws(SettingError) {
    let weights = weights ?? [Double](repeating: 1, count: means.count)
    try Self.check(means, deviations, key)
    try GaussianMixture.check(weights: weights, modes: means.count, key: "\(key).weights")
    let (total, kept) = (weights.reduce(0, +), means.indices.filter { weights[$0] > 0 })
    self.means = kept.map { means[$0] }
    self.deviations = kept.map { deviations[$0] }
    self.weights = kept.map { weights[$0] / total }
    degreesOfFreedom = axes ?? means[0].count
    guard (1...means[0].count).contains(degreesOfFreedom) else {
      fatalError(
        "a mode of [\(means[0].count)] numbers cannot spread along \(degreesOfFreedom) axes")
    }
    self.radius = radius ?? Self.radius(in: degreesOfFreedom)
    table = AliasTable(weights: self.weights)
  }

  /// The radius in deviations that contains the same mass of a mode
  /// as 3 deviations in the plane, `1 - exp(-9/2)`.
  static func radius(in degreesOfFreedom: Int) -> Double {
    GSL.start()
    return gsl_cdf_chisq_Pinv(1 - exp(-4.5), Double(degreesOfFreedom)).squareRoot()
  }

  public static func == (a: RoundMixture, b: RoundMixture) -> Bool {
    (a.means, a.deviations, a.weights) == (b.means, b.deviations, b.weights)
      && a.degreesOfFreedom == b.degreesOfFreedom && a.radius == b.radius
  }

  /// Nil if modes are flat, because then there is no density.
  public func logDensity(of sample: [Double]) -> Double? {
    requireLength(of: sample)
    guard degreesOfFreedom == dimension else { return nil }
    let terms = means.indices.map { mode in
      let squares = zip(sample, means[mode]).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let variance = deviations[mode] * deviations[mode]
      return log(weights[mode]) - Double(dimension) / 2 * log(2 * .pi * variance)
        - squares / (2 * variance)
    }
    let largest = terms.max() ?? -.infinity
    guard largest.isFinite else { return largest }
    return largest + log(terms.reduce(0.0) { $0 + exp($1 - largest) })
  }

  public func offset(
    of x: UnsafePointer<Double>, from mode: Int, into z: UnsafeMutablePointer<Double>
  ) {
    let scale = 1 / deviations[mode]
    means[mode].withUnsafeBufferPointer { mean in
      for axis in mean.indices { z[axis] = scale * (x[axis] - mean[axis]) }
    }
  }

  public func isApart(_ mode: Int, from other: Int) -> Bool {
    let square = zip(means[mode], means[other]).reduce(0.0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    let least = 2 * radius * max(deviations[mode], deviations[other])
    return square >= least * least
  }

  public func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    let (count, generator) = (sampleCount(of: buffer.count), stream.generator)
    for sample in 0..<count {
      let mode = table.draw(generator)
      let (mean, deviation) = (means[mode], deviations[mode])
      for axis in mean.indices {
        let noise =
          axis < degreesOfFreedom ? gsl_ran_gaussian_ziggurat(generator, deviation) : 0
        buffer[sample * mean.count + axis] = Float(mean[axis] + noise)
      }
    }
  }

  private static func check(
    _ means: [[Double]], _ deviations: [Double], _ key: String
  ) throws(SettingError) {
    try GaussianMixture.atLeastOne(means.count, key: "\(key).means")
    for (index, mean) in means.enumerated() {
      guard !mean.isEmpty, mean.count == means[0].count, mean.allSatisfy(\.isFinite) else {
        throw SettingError(
          key: "\(key).means[\(index)]", value: "\(mean)",
          allowed: "finite numbers, as many for every mode")
      }
    }
    guard deviations.count == means.count else {
      throw SettingError(
        key: "\(key).deviations", is: "a list of \(deviations.count)",
        allowed: "one for each of the \(means.count) modes")
    }
    for (index, deviation) in deviations.enumerated() {
      _ = try Covariance(deviation: deviation, key: "\(key).deviations[\(index)]")
      try GaussianMixture.requireNear(
        0, deviation: deviation, key: "\(key).deviations[\(index)]", value: "\(deviation)")
      try GaussianMixture.requireNear(
        means[index].reduce(0.0) { max($0, abs($1)) }, deviation: deviation,
        key: "\(key).means[\(index)]", value: "\(means[index])")
    }
  }
}
