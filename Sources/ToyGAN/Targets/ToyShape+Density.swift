import CGSL
import Foundation
import ToyGANCore

/// Densities of the shapes, in closed form or by quadrature.
///
/// The density of a curve with noise is an integral over the curve, computed here by Gauss-Legendre
/// quadrature; the other densities have a closed form.
extension ToyShape {
  public func logDensity(of sample: [Double]) -> Double? {
    requireLength(of: sample)
    GSL.start()
    let x = SIMD2(sample[0], sample[1])
    guard x.x.isFinite, x.y.isFinite else { return -.infinity }
    return switch self {
    case .swissRoll: log(Self.swissRoll(7.5 * x)) + 2 * log(7.5)
    case .moons: log(0.5 * Self.halfCircle(x) + 0.5 * Self.halfCircle(SIMD2(1, 0.5) - x))
    case .circles: log(0.5 * Self.circle(x, 3) + 0.5 * Self.circle(x, 1.5))
    case .pinwheel: log(Self.pinwheel(x / 2) / 4)
    case .checkerboard: Self.isOnTheBoard(x) ? -log(32) : -.infinity
    case .spirals: log(0.5 * Self.spiral(x) + 0.5 * Self.spiral(-x))
    }
  }

  /// A round Gaussian in the plane.
  private static func gaussian(_ x: SIMD2<Double>, _ deviation: Double) -> Double {
    let variance = deviation * deviation
    return exp(-(x * x).sum() / (2 * variance)) / (2 * .pi * variance)
  }

  /// The points are close enough for the smallest noise here on the longest curve.
  private static let unitInterval = Quadrature(over: 0...1, count: 2048)

  /// The mean of a density over the unit interval.
  private static func mean(_ density: (Double) -> Double) -> Double {
    unitInterval.sum { _, place in density(place) }
  }

  private static func swissRoll(_ x: SIMD2<Double>) -> Double {
    mean { u in
      let t = 1.5 * Double.pi * (1 + 2 * u)
      return gaussian(x - t * SIMD2(cos(t), sin(t)), 0.25)
    }
  }

  private static func halfCircle(_ x: SIMD2<Double>) -> Double {
    mean { u in gaussian(x - SIMD2(cos(.pi * u), sin(.pi * u)), 0.1) }
  }

  /// The integral over the angle of the noise is a Bessel function.
  private static func circle(_ x: SIMD2<Double>, _ radius: Double) -> Double {
    let (deviation, r) = (0.24, (x * x).sum().squareRoot())
    let variance = deviation * deviation
    return exp(-(r - radius) * (r - radius) / (2 * variance)) / (2 * .pi * variance)
      * gsl_sf_bessel_I0_scaled(r * radius / variance)
  }

  /// The density of an arm in units of 3: noise, added to a uniform offset of up to a sixth along each axis.
  private static func spiral(_ x: SIMD2<Double>) -> Double {
    func smeared(_ x: Double) -> Double {
      6 * (gsl_cdf_gaussian_P(x, 0.1) - gsl_cdf_gaussian_P(x - 1.0 / 6, 0.1))
    }
    return mean { u in
      let t = 3 * Double.pi * u.squareRoot()
      let offset = x - t / 3 * SIMD2(-cos(t), sin(t))
      return smeared(offset.x) * smeared(offset.y)
    }
  }

  private static func isOnTheBoard(_ x: SIMD2<Double>) -> Bool {
    let square = (x + 4) / 2
    guard square.min() >= 0, square.max() < 4 else { return false }
    return (Int(square.x) + Int(square.y)).isMultiple(of: 2)
  }
}

// MARK: - Pinwheel

extension ToyShape {
  /// Density in the plane before scaling by 2: the sum over all points (along, across) of a blade that are
  /// bent to `x`, by the change of variables, whose determinant is 1 - across · d angle / d along.
  private static func pinwheel(_ x: SIMD2<Double>) -> Double {
    (0..<5).reduce(0) { sum, blade in
      func angle(_ along: Double) -> Double {
        2 * Double.pi * Double(blade) / 5 + 0.25 * exp(along)
      }
      func excess(_ along: Double) -> Double {
        x.x * cos(angle(along)) + x.y * sin(angle(along)) - along
      }
      return roots(of: excess).reduce(sum) { sum, along in
        let across = x.y * cos(angle(along)) - x.x * sin(angle(along))
        let stretch = abs(1 - across * 0.25 * exp(along))
        return sum + gsl_ran_gaussian_pdf(along - 1, 0.3) * gsl_ran_gaussian_pdf(across, 0.1)
          / (5 * stretch)
      }
    }
  }

  /// Zeros of `f` between -2 and 4, ten deviations from the middle of a blade, by sign changes at steps of
  /// 1/80: a blade bends by less than ten degrees in each step.
  private static func roots(of f: (Double) -> Double) -> [Double] {
    let places = (0...480).map { (k: Int) -> Double in -2 + Double(k) / 80 }
    let signs = places.map { (x: Double) -> Bool in f(x) < 0 }
    return (0..<480).filter { signs[$0] != signs[$0 + 1] }.map { place in
      var (low, high) = (places[place], places[place + 1])
      for _ in 0..<50 {
        let middle = (low + high) / 2
        if (f(low) < 0) != (f(middle) < 0) { high = middle } else { low = middle }
      }
      return (low + high) / 2
    }
  }
}
