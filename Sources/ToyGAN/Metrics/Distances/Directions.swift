import Foundation
import ToyGANCore

/// Unit vectors along which samples are looked at.
public struct Directions: Sendable, Equatable {
  /// Row-major, `[k, d]`.
  public let values: [Double]
  /// Length of one vector.
  public let dimension: Int

  /// The vectors given, made to have length 1.
  ///
  /// Traps unless the numbers are a whole number of vectors `[k, d]`, at least one, each with a
  /// length that is positive and finite.
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

  /// `count` directions of the plane, half a turn in equal steps; the other half sees the same.
  public static func equallySpaced(_ count: Int) -> Directions {
    let angles = (0..<count).map { Double.pi * Double($0) / Double(count) }
    return Directions(angles.flatMap { [cos($0), sin($0)] }, dimension: 2)
  }

  /// `count` directions spread evenly at random, always the same ones: normalised normal vectors.
  public static func random(_ count: Int, dimension: Int) -> Directions {
    let stream = RandomStream(seed: 0, name: "directions")
    var normals = [Float](repeating: 0, count: count * dimension)
    normals.withUnsafeMutableBufferPointer { stream.fillNormals($0) }
    return Directions(normals.map(Double.init), dimension: dimension)
  }

  /// 64 equally spaced ones in the plane, 128 random ones in more dimensions, the one there is on
  /// the line.
  public static func standard(dimension: Int) -> Directions {
    switch dimension {
    case 1: Directions([1], dimension: 1)
    case 2: equallySpaced(64)
    default: random(128, dimension: dimension)
    }
  }
}
