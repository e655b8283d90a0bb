import CGSL
import Foundation
import ToyGANCore
import ToyGANSettings

/// The modes of a mixture on a lattice, with the mass that the target has in each cell.
///
/// The distance of a sample from a mode uses the mixture's covariance with h² / 12 added along both axes, h
/// being the width of a cell. A mode consists of few cells, so that its mass within a radius is a sum over
/// cells, not that of a Gaussian.
struct LatticeModes: ModeSet, Equatable {
  /// A cell with positive mass of the target.
  private struct Cell: Equatable {
    /// The mode nearest to its centre, and the offset from that mode in deviations.
    var mode: Int
    var offset: SIMD2<Double>
    var mass: Double
  }

  /// The least mass of a cell: no run has enough samples to fall into a cell with less.
  private static let least = 1e-12
  private let modes: GaussianMixture
  private let cells: [Cell]

  var dimension: Int { 2 }
  var weights: [Double] { modes.weights }
  /// Cells have masses and no density.
  var degreesOfFreedom: Int { 0 }
  var radius: Double { modes.radius }

  /// Throws `SettingError` under `key` if a covariance is not valid after the variance of cells is added.
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

  /// A cell counts for the mode nearest to its centre.
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
    // Modes of a single cell have no spread to compare with.
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

  /// Adds the mass of a mode to each cell, for cells between consecutive `edges` of both axes.
  ///
  /// Given x, y is normal: the mass is the product of two masses if the axes are independent, and otherwise
  /// a sum over quantiles of x at the points of Gauss-Legendre quadrature.
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
