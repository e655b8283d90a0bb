import Foundation
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Points on a part of a circle about the origin, with a little noise.
struct Arc: Target {
  var radius: Double
  /// Share of a whole turn.
  var turn: Double

  var dimension: Int { 2 }

  func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    stream.fillUniforms(buffer)
    for start in stride(from: 0, to: buffer.count, by: 2) {
      let angle = 2 * Double.pi * turn * Double(buffer[start])
      let distance = radius + 0.1 * (Double(buffer[start + 1]) - 0.5)
      buffer[start] = Float(distance * cos(angle))
      buffer[start + 1] = Float(distance * sin(angle))
    }
  }
}

/// A part of a circle, `target: {arc: {radius: 2, turn: 0.5}}`.
struct ArcTarget: TargetFamily {
  static let name = "arc"
  static let summary = "{arc: {radius: 2, turn: 0.5}}: a part of a circle"

  var radius = 2.0
  var turn = 0.5

  static var settings: [Setting<Self>] {
    [
      Setting("radius", \.radius, .positive, "radius of the circle"),
      Setting("turn", \.turn, .share, "share of a whole turn"),
    ]
  }

  func target(at key: String) throws -> any Target { Arc(radius: radius, turn: turn) }
}
