import Foundation
import ToyGANCore

/// Unit vectors along which samples are projected.
public struct Directions: Sendable, Equatable {
  /// The vectors, row-major `[k, d]`.
  public let values: [Double]
  /// Length of one vector.
  public let dimension: Int

  /// The given vectors, scaled to length 1.
  ///
  /// Traps unless the numbers form a whole number of vectors `[k, d]`, at
  /// least one, each with a positive and finite length.
  public init(_ values: [Double], dimension: Int) {
    guard dimension > 0, values.count >= dimension, values.count.isMultiple(of: dimension) else {
      fatalError("\(values.count) numbers are not directions [k, \(dimension)]")
    }
    self.dimension = dimension
    self.values = stride(from: 0, to: values.count, by: dimension).flatMap { start in
      let vector = values[start..<start + dimension]
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0, length.isFinite else { fatalError("no direction along \(vector)") }
      return vector.map { $0 / length }
    }
  }

  /// Number of vectors.
  public var count: Int { values.count / dimension }

  /// `count` equally spaced directions of the plane over half a turn; opposite directions are equivalent.
  public static func equallySpaced(_ count: Int) -> Directions {
    let angles = (0..<count).map { Double.pi * Double($0) / Double(count) }
    return Directions(angles.flatMap { [cos($0), sin($0)] }, dimension: 2)
  }

  /// `count` random directions with uniform distribution, always the same ones: normalized normal vectors.
  public static func random(_ count: Int, dimension: Int) -> Directions {
    let stream = RandomStream(seed: 0, name: "directions")
    var normals = [Float](repeating: 0, count: count * dimension)
    normals.withUnsafeMutableBufferPointer { stream.fillNormals($0) }
    return Directions(normals.map(Double.init), dimension: dimension)
  }

  /// 64 equally spaced directions in the plane, 128 random ones in more
  /// dimensions, and the only one in one dimension.
  public static func standard(dimension: Int) -> Directions {
    switch dimension {
    case 1: Directions([1], dimension: 1)
    case 2: equallySpaced(64)
    default: random(128, dimension: dimension)
    }
  }
}
