import Foundation
import ToyGANCore

/// A smoothed density, as the masses of a grid's cells and of the region outside the grid.
public struct GridDensity: Sendable, Equatable {
  /// The grid that defines the cells.
  public let grid: DensityGrid
  /// Mass of each cell, row by row from the lowest y, followed by that of the rest of the plane,
  /// `[cells · cells + 1]`; positive, with sum 1.
  public let shares: [Double]
}

/// Kullback-Leibler divergences between two sets of two-dimensional samples, each smoothed to a density.
public struct KernelDensityDivergence: Sendable, Equatable {
  /// `KL(reference ‖ samples)` in nats, large if the samples miss a part of the reference.
  public let forward: Double
  /// `KL(samples ‖ reference)` in nats, large if samples lie where the reference has little mass.
  public let reverse: Double

  /// `Σ p log(p / q)` and `Σ q log(q / p)` over the bins of a grid, for two densities on it.
  ///
  /// Both are finite, because no bin has probability zero (`DensityGrid.density`); a bin without any of the
  /// `n` samples of a density has the mass `1 / ((n + 1)(cells² + 1))`. Both densities are smoothed by the
  /// grid's bandwidth, so that smaller differences are not detected. Traps if the grids differ.
  public init(reference: GridDensity, samples: GridDensity) {
    guard reference.grid == samples.grid else {
      fatalError("densities on \(reference.grid) and on \(samples.grid)")
    }
    var (forward, reverse) = (0.0, 0.0)
    for (p, q) in zip(reference.shares, samples.shares) {
      let ratio = log(p / q)
      forward += p * ratio
      reverse -= q * ratio
    }
    (self.forward, self.reverse) = (max(forward, 0), max(reverse, 0))
  }

  /// The same divergences between samples `[n, 2]` and `[m, 2]`.
  public init(reference: SampleSet, samples: SampleSet, on grid: DensityGrid) {
    self.init(reference: grid.density(of: reference), samples: grid.density(of: samples))
  }
}
