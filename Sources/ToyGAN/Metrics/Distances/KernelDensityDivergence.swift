import Foundation
import ToyGANCore

/// A smoothed density, as the shares of a grid's cells and of all that lies outside it.
public struct GridDensity: Sendable, Equatable {
  /// Where the cells are.
  public let grid: DensityGrid
  /// Of each cell, row by row from the lowest y, and last of the rest of the plane,
  /// `[cells · cells + 1]`; positive, with sum 1.
  public let shares: [Double]
}

/// Kullback-Leibler divergences between two sets of planar samples, each smoothed to a density.
public struct KernelDensityDivergence: Sendable, Equatable {
  /// `KL(reference ‖ samples)` in nats, large where the samples miss a part of the reference.
  public let forward: Double
  /// `KL(samples ‖ reference)` in nats, large where samples lie where the reference has none.
  public let reverse: Double

  /// `Σ p log(p / q)` and `Σ q log(q / p)` over the bins of a grid, for two densities on it.
  ///
  /// Both are finite, since no bin is impossible (`DensityGrid.density`); a bin that one of them, of
  /// `n` samples, has not seen counts as `1 / ((n + 1)(cells² + 1))` there. Densities are smoothed
  /// alike, by the grid's bandwidth: what differs below it is not seen. Traps where the grids differ.
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

  /// The same between samples `[n, 2]` and `[m, 2]`.
  public init(reference: SampleSet, samples: SampleSet, on grid: DensityGrid) {
    self.init(reference: grid.density(of: reference), samples: grid.density(of: samples))
  }
}
