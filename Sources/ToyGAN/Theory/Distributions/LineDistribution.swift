import CGSL
import Foundation
import ToyGANCore

/// A distribution on the line that has a sampler and a known density.
enum LineDistribution: Equatable, Sendable {
  case normal(mean: Double, deviation: Double)
  case uniform(from: Double, to: Double)

  /// Natural logarithm of the density; -∞ if it is zero.
  func logDensity(_ x: Double) -> Double {
    switch self {
    case .normal(let mean, let deviation):
      let z = (x - mean) / deviation
      return -z * z / 2 - log(deviation) - log(2 * .pi) / 2
    case .uniform(let from, let to): return (from...to).contains(x) ? -log(to - from) : -.infinity
    }
  }

  func density(_ x: Double) -> Double { exp(logDensity(x)) }

  /// The range that contains all mass; for a normal distribution, all except 1e-33 on each side.
  var range: ClosedRange<Double> {
    switch self {
    case .normal(let mean, let deviation): (mean - 12 * deviation)...(mean + 12 * deviation)
    case .uniform(let from, let to): from...to
    }
  }

  /// The distribution of `scale` · x + `shift`; traps unless the scale is above 0.
  func mapped(scale: Double, shift: Double) -> LineDistribution {
    guard scale > 0 else { fatalError("a distribution scaled by \(scale)") }
    return switch self {
    case .normal(let mean, let deviation):
      .normal(mean: scale * mean + shift, deviation: scale * deviation)
    case .uniform(let from, let to): .uniform(from: scale * from + shift, to: scale * to + shift)
    }
  }

  /// Fills `buffer` [n, 1] with independent draws.
  func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    switch self {
    case .normal(let mean, let deviation):
      stream.fillNormals(buffer)
      for i in buffer.indices { buffer[i] = Float(mean) + Float(deviation) * buffer[i] }
    case .uniform(let from, let to):
      stream.fillUniforms(buffer)
      for i in buffer.indices { buffer[i] = Float(from) + Float(to - from) * buffer[i] }
    }
  }
}
