import CGSL
import Foundation
import ToyGANCore
import ToyGANSettings

/// The modes of a mixture that is seen through a lattice, with what its cells have of them.
///
/// A sample is as far from a mode as by the mixture's covariance with h² / 12 more along both axes, h being
/// the width of a cell. Few cells make a mode, so that shares within a radius are sums over cells, not those
/// of a Gaussian.
struct LatticeModes: ModeSet, Equatable {
  /// A cell that anything of the target falls into.
  private struct Cell: Equatable {
    /// The mode that its centre is nearest to, and how far it is in deviations.
    var mode: Int
    var offset: SIMD2<Double>
    var mass: Double
  }

  /// No sample of any run falls into less.
  private static let least = 1e-12
  private let modes: GaussianMixture
  private let cells: [Cell]

  var dimension: Int { 2 }
  var weights: [Double] { modes.weights }
  /// Cells have masses and no density.
  var degreesOfFreedom: Int { 0 }
  var radius: Double { modes.radius }

  /// Throws `SettingError` under `key` where a covariance is none with what cells add.
  init(
    of mixture: GaussianMixture, side: Int, extent: Double, key: String
  ) throws(SettingError) {
    let width = 2 * extent / Double(side)
    modes = try mixture.widened(by: width * width / 12, key: "\(key).of")
    var masses = [Double](repeating: 0, count: side * side)  // [x, y]
    let inner = (1..<side).map { -extent + Double($0) * width }
    for mode in mixture.modes {
      Self.add(mode, edges: [-.infinity] + inner + [.infinity], to: &masses)
    }
    let modes = modes
    cells = masses.indices.filter { masses[$0] > Self.least }.map { place in
      let centre = [place / side, place % side].map { -extent + (Double($0) + 0.5) * width }
      return Self.cell(at: centre, mass: masses[place], modes)
    }
  }

  func offset(
    of x: UnsafePointer<Double>, from mode: Int, into z: UnsafeMutablePointer<Double>
  ) { modes.offset(of: x, from: mode, into: z) }

  func isApart(_ mode: Int, from other: Int) -> Bool { modes.isApart(mode, from: other) }

  /// A cell counts for the mode that its centre is nearest to.
  var countsOverlaps: Bool { true }

  func mass(within radius: Double) -> Double {
    share { $0.length < radius }
  }

  func massOfBox(within radius: Double) -> Double {
    share { max(abs($0.x), abs($0.y)) < radius }
  }

  private func share(_ isWithin: (SIMD2<Double>) -> Bool) -> Double {
    min(1, cells.reduce(0) { $0 + (isWithin($1.offset) ? $1.mass : 0) })
  }

  var truncatedSquare: Double? {
    var (squares, total) = (0.0, 0.0)
    for mode in weights.indices {
      let good = cells.filter { $0.mode == mode && $0.offset.length < radius }
      let mass = good.reduce(0) { $0 + $1.mass }
      guard mass > 0 else { continue }
      let mean = good.reduce(SIMD2.zero) { $0 + $1.mass * $1.offset } / mass
      squares += good.reduce(0) { $0 + $1.mass * pow(($1.offset - mean).length, 2) }
      total += mass
    }
    // Modes of a cell each have no spread that another could be compared with.
    return squares > 0 ? squares / total : nil
  }
}

extension LatticeModes {
  private static func cell(at centre: [Double], mass: Double, _ modes: GaussianMixture) -> Cell {
    var (best, offset) = (Cell(mode: 0, offset: .zero, mass: mass), [0.0, 0])
    for mode in modes.weights.indices {
      modes.offset(of: centre, from: mode, into: &offset)
      let place = SIMD2(offset[0], offset[1])
      if mode == 0 || place.length < best.offset.length { (best.mode, best.offset) = (mode, place) }
    }
    return best
  }

  /// Adds what a mode has in each cell, for cells between neighbouring `edges` of both axes.
  ///
  /// Given x, y is normal: the product of two shares where the axes are independent, and else a sum over
  /// quantiles of x at the points of Gauss and Legendre's rule.
  private static func add(
    _ mode: GaussianMixture.Mode, edges: [Double], to masses: inout [Double]
  ) {
    GSL.start()
    let (c, side) = (mode.covariance, edges.count - 1)
    let (deviation, slope) = (c.xx.squareRoot(), c.xy / c.xx)
    let remaining = (c.yy - slope * c.xy).squareRoot()
    for column in 0..<side {
      let ends = [column, column + 1].map {
        gsl_cdf_ugaussian_P((edges[$0] - mode.mean.x) / deviation)
      }
      guard ends[1] - ends[0] > least else { continue }
      let rule = Quadrature(over: ends[0]...ends[1], count: slope == 0 ? 1 : 24)
      for (share, weight) in zip(rule.points, rule.weights) {
        let mean = mode.mean.y + slope * deviation * gsl_cdf_ugaussian_Pinv(share)
        let below = edges.map { gsl_cdf_ugaussian_P(($0 - mean) / remaining) }
        for row in 0..<side {
          masses[side * column + row] += mode.weight * weight * (below[row + 1] - below[row])
        }
      }
    }
  }
}
