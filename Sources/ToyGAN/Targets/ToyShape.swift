import CGSL
import Foundation
import ToyGANCore

/// Shapes in the plane that are common in the literature and have no modes to count.
public enum ToyShape: String, CaseIterable, Codable, Sendable, Target {
  /// One and a half turns of a spiral: that of scikit-learn with noise 0.25, divided by 7.5, as in the
  /// WGAN-GP paper's code (github.com/igul222/improved_wgan_training, gan_toy.py).
  case swissRoll = "swiss-roll"
  /// Two interleaved half circles: those of scikit-learn with noise 0.1.
  case moons
  /// Two circles around the origin, of radius 3 and 1.5: those of
  /// scikit-learn with noise 0.08 before they are scaled by 3.
  case circles
  /// Five bent blades (Johnson et al. 2016, arXiv:1603.06277).
  case pinwheel
  /// Eight squares of a board of four by four squares with side 2, with uniform density.
  case checkerboard
  /// Two spirals of one and a half turns, noise 0.1.
  case spirals

  public var dimension: Int { 2 }

  public func draw(into buffer: UnsafeMutableBufferPointer<Float>, from stream: RandomStream) {
    for sample in 0..<sampleCount(of: buffer.count) {
      let point = point(stream.generator)
      (buffer[2 * sample], buffer[2 * sample + 1]) = (Float(point.x), Float(point.y))
    }
  }

  private func point(_ generator: UnsafeMutablePointer<gsl_rng>) -> SIMD2<Double> {
    func uniform() -> Double { gsl_rng_uniform(generator) }
    func noise(_ deviation: Double) -> SIMD2<Double> {
      SIMD2(
        gsl_ran_gaussian_ziggurat(generator, deviation),
        gsl_ran_gaussian_ziggurat(generator, deviation))
    }
    func polar(_ radius: Double, _ angle: Double) -> SIMD2<Double> {
      radius * SIMD2(cos(angle), sin(angle))
    }
    switch self {
    case .swissRoll:
      let t = 1.5 * Double.pi * (1 + 2 * uniform())
      return (polar(t, t) + noise(0.25)) / 7.5
    case .moons:
      let point = polar(1, Double.pi * uniform())
      return noise(0.1) + (uniform() < 0.5 ? point : SIMD2(1, 0.5) - point)
    case .circles:
      let radius: Double = uniform() < 0.5 ? 1 : 0.5
      return 3 * (polar(radius, 2 * Double.pi * uniform()) + noise(0.08))
    case .pinwheel:
      let blade = Double(gsl_rng_uniform_int(generator, 5))
      let along = 1 + gsl_ran_gaussian_ziggurat(generator, 0.3)
      let across = gsl_ran_gaussian_ziggurat(generator, 0.1)
      let angle = 2 * Double.pi * blade / 5 + 0.25 * exp(along)
      return 2 * (along * polar(1, angle) + across * polar(1, angle + Double.pi / 2))
    case .checkerboard:
      let column = gsl_rng_uniform_int(generator, 4)
      let row = 2 * gsl_rng_uniform_int(generator, 2) + column % 2
      return 2 * SIMD2(Double(column) + uniform(), Double(row) + uniform()) - 4
    case .spirals:
      let t = 3 * Double.pi * uniform().squareRoot()
      let arm = SIMD2(-cos(t), sin(t)) * t + SIMD2(uniform(), uniform()) / 2
      return (uniform() < 0.5 ? arm : -arm) / 3 + noise(0.1)
    }
  }

  /// One line of description for a list of targets.
  public var summary: String {
    switch self {
    case .swissRoll: "a spiral of one turn and a half (Gulrajani et al. 2017)"
    case .moons: "two interleaved half circles"
    case .circles: "two circles, of radius 3 and 1.5"
    case .pinwheel: "five bent blades (Johnson et al. 2016)"
    case .checkerboard: "eight squares of a board from -4 to 4"
    case .spirals: "two spirals of one turn and a half"
    }
  }
}
