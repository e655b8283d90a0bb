import Foundation
import ToyGANCore
import ToyGANSettings

extension GaussianMixture {
  /// Gaussians at `modes` distinct, equally spaced positions on a circle around the origin.
  ///
  /// `mu_k = radius (cos(2 pi k / modes), sin(2 pi k / modes))`, k from 0. Throws
  /// `SettingError` under `target.ring`.
  public static func ring(
    modes: Int, radius: Double, deviation: Double, weights: [Double]? = nil,
    key: String = "target.ring"
  ) throws(SettingError) -> GaussianMixture {
    try atLeastOne(modes, key: "\(key).modes")
    try positive(radius, key: "\(key).radius")
    let means = (0..<modes).map { k in
      let turn = 2 * Double.pi * Double(k) / Double(modes)
      return SIMD2(radius * cos(turn), radius * sin(turn))
    }
    return try round(
      means, within: radius, by: ("radius", radius), deviation, weights, key: key)
  }

  /// Gaussians on a square lattice around the origin, with `side` modes per row, `spacing` apart.
  ///
  /// Modes are in order of x, then y. Throws `SettingError` under `target.grid`.
  public static func grid(
    side: Int, spacing: Double, deviation: Double, weights: [Double]? = nil,
    key: String = "target.grid"
  ) throws(SettingError) -> GaussianMixture {
    try atLeastOne(side, key: "\(key).side")
    try positive(spacing, key: "\(key).spacing")
    let middle = Double(side - 1) / 2
    let means = (0..<side * side).map { k in
      SIMD2(Double(k / side) - middle, Double(k % side) - middle) * spacing
    }
    return try round(
      means, within: middle * spacing, by: ("spacing", spacing), deviation, weights,
      key: key)
  }

  /// Gaussians at independent positions, uniform over the square from -`extent` to `extent`.
  ///
  /// The same `seed` gives the same positions. Throws `SettingError` under `target.random`.
  public static func random(
    modes: Int, extent: Double, deviation: Double, seed: UInt64, key: String = "target.random"
  ) throws(SettingError) -> GaussianMixture {
    try atLeastOne(modes, key: "\(key).modes")
    try positive(extent, key: "\(key).extent")
    let stream = RandomStream(seed: seed, name: "random modes")
    var places = [Float](repeating: 0, count: 2 * modes)
    places.withUnsafeMutableBufferPointer { stream.fillUniforms($0) }
    let means = (0..<modes).map { k in
      let place = SIMD2(Double(places[2 * k]), Double(places[2 * k + 1]))
      return extent * (2 * place - 1)
    }
    return try round(
      means, within: extent, by: ("extent", extent), deviation, nil, key: key)
  }

  /// Round Gaussians with given means, each with its own standard deviation.
  ///
  /// Throws `SettingError` under `target.mixture`.
  public static func mixture(
    means: [SIMD2<Double>], deviations: [Double], weights: [Double]? = nil,
    key: String = "target.mixture"
  ) throws(SettingError) -> GaussianMixture {
    var covariances: [Covariance] = []
    for (index, deviation) in deviations.enumerated() {
      covariances.append(try roundCovariance(deviation, key: "\(key).deviations[\(index)]"))
    }
    return try GaussianMixture(means: means, covariances: covariances, weights: weights, key: key)
  }

  private static func roundCovariance(
    _ deviation: Double, key: String
  ) throws(SettingError) -> Covariance {
    let covariance = try Covariance(deviation: deviation, key: key)
    try requireNear(0, deviation: deviation, key: key, value: "\(deviation)")
    return covariance
  }

  /// Round Gaussians with one standard deviation, whose means must lie within `extent`.
  private static func round(
    _ means: [SIMD2<Double>], within extent: Double, by setting: (name: String, value: Double),
    _ deviation: Double, _ weights: [Double]?, key: String
  ) throws(SettingError) -> GaussianMixture {
    let covariance = try roundCovariance(deviation, key: "\(key).deviation")
    try requireNear(
      extent, deviation: deviation, key: "\(key).\(setting.name)", value: "\(setting.value)")
    return try GaussianMixture(
      means: means, covariances: [Covariance](repeating: covariance, count: means.count),
      weights: weights, key: key)
  }
}
