import Foundation
import ToyGANCore
import ToyGANSettings

/// A mixture in the plane whose samples are rounded to the cells of a lattice.
///
/// Each coordinate is one of `side` categories, the centres of equal intervals of [-extent, extent]; values
/// outside that range belong to the outermost intervals.
public struct Lattice: Target, Equatable {
  /// The mixture whose samples are rounded.
  public let mixture: GaussianMixture
  /// Number of categories of a coordinate.
  public let side: Int
  /// Half the side length of the lattice.
  public let extent: Double
  private let modes: LatticeModes

  public var dimension: Int { 2 }
  /// The modes of the mixture with the variance of rounding added:
  /// h² / 12 along both axes, with h the width of a cell.
  public var modeSet: (any ModeSet)? { modes }
  /// The centres of the intervals, in ascending order.
  public var centres: [Double] { (0..<side).map { -extent + (Double($0) + 0.5) * width } }
  var width: Double { 2 * extent / Double(side) }

  /// Throws `SettingError` under `key` unless there are 2 to 256 categories, the extent is above 0 and
  /// includes every mode's mean, and no two means lie in the same cell.
  public init(
    of mixture: GaussianMixture, side: Int, extent: Double, key: String = "target.lattice"
  ) throws(SettingError) {
    guard (2...256).contains(side) else {
      throw SettingError(
        key: "\(key).side", value: "\(side)", allowed: "a whole number from 2 to 256")
    }
    try GaussianMixture.positive(extent, key: "\(key).extent")
    try GaussianMixture.requireNear(extent, key: "\(key).extent", value: "\(extent)")
    try Self.check(mixture.modes.map(\.mean), side: side, extent: extent, key: key)
    self.mixture = mixture
    self.side = side
    self.extent = extent
    modes = try LatticeModes(of: mixture, side: side, extent: extent, key: key)
  }

  /// Throws unless every mode lies within the lattice and in its own cell.
  private static func check(
    _ means: [SIMD2<Double>], side: Int, extent: Double, key: String
  ) throws(SettingError) {
    let farthest = means.reduce(0.0) { max($0, abs($1.x), abs($1.y)) }
    guard farthest <= extent else {
      throw SettingError(
        key: "\(key).extent", value: "\(extent)",
        allowed: "at least \(farthest), as the modes' means lie so far out")
    }
    func centre(_ x: Double) -> Double { Self.centre(nearest: x, side: side, extent: extent) }
    let cells = Set(means.map { SIMD2(centre($0.x), centre($0.y)) })
    guard cells.count == means.count else {
      throw SettingError(
        key: "\(key).side", value: "\(side)",
        allowed:
          "enough cells that no two of the \(means.count) modes have their means in the same cell")
    }
  }

  /// The centre nearest to a coordinate's value.
  func centre(nearest x: Double) -> Double {
    Self.centre(nearest: x, side: side, extent: extent)
  }

  private static func centre(nearest x: Double, side: Int, extent: Double) -> Double {
    let width = 2 * extent / Double(side)
    let cell = ((x + extent) / width).rounded(.down)
    return -extent + (min(max(cell, 0), Double(side - 1)) + 0.5) * width
  }

  public func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    mixture.draw(into: buffer, from: stream)
    for i in buffer.indices { buffer[i] = Float(centre(nearest: Double(buffer[i]))) }
  }
}
