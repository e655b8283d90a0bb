import Foundation
import ToyGANCore

/// A rectangle of the plane divided into cells, on which densities of samples are estimated.
public struct DensityGrid: Sendable, Equatable {
  /// The corner of the rectangle with the lowest coordinates.
  public let lower: SIMD2<Double>
  /// The opposite corner.
  public let upper: SIMD2<Double>
  /// Number of cells along each side.
  public let cells: Int
  /// Standard deviation of the Gaussian kernel, in the unit of the coordinates.
  public let bandwidth: Double

  /// Traps unless the rectangle is finite and not empty, and the bandwidth is at least 1.5 cells and at
  /// most one side along both axes: a narrower kernel cannot be represented on the cells.
  public init(
    lower: SIMD2<Double>, upper: SIMD2<Double>, cells: Int = 256, bandwidth: Double
  ) {
    self.lower = lower
    self.upper = upper
    self.cells = cells
    self.bandwidth = bandwidth
    let sides = upper - lower
    guard cells > 0, sides.min() > 0, sides.max().isFinite,
      bandwidth >= 1.5 * sides.max() / Double(cells), bandwidth <= sides.min()
    else {
      fatalError("bandwidth \(bandwidth) of cells [\(cells), \(cells)] from \(lower) to \(upper)")
    }
  }

  /// Side lengths of a cell.
  var cell: SIMD2<Double> { (upper - lower) / Double(cells) }

  /// The smoothed density of samples `[n, 2]`; traps unless there are samples and they are two-dimensional.
  ///
  /// A sample inside the rectangle is divided between the four cells with the nearest centres, in
  /// proportion to its nearness (linear binning: Wand, "Fast computation of multivariate kernel
  /// estimators", Journal of Computational and Graphical Statistics 3, 1994). Cells are then smoothed by
  /// the kernel, truncated at five bandwidths. One further bin contains samples that are outside the
  /// rectangle or not finite, and the mass that smoothing moves outside. Finally, a share `1 / (n + 1)` of
  /// every density is uniform over all bins, as if one more sample had been divided equally among them, so
  /// that no bin has probability zero. Takes `O(n + r cells²)`, `r` being the bandwidth in cells.
  public func density(of samples: SampleSet) -> GridDensity {
    guard samples.dimension == 2, samples.count > 0 else {
      fatalError("no planar density of samples \(samples.shape)")
    }
    let n = Double(samples.count)
    let smooth = smoothed(smoothed(binned(samples), along: cell.x), along: cell.y)
    let inside = smooth.reduce(0, +)
    let uniform = 1 / Double(smooth.count + 1)
    let shares = (smooth + [max(n - inside, 0)]).map { ($0 + uniform) / (n + 1) }
    return GridDensity(grid: self, shares: shares)
  }

  /// Number of samples in each cell, `[cells, cells]` with y along rows.
  private func binned(_ samples: SampleSet) -> [Double] {
    var bins = [Double](repeating: 0, count: cells * cells)
    let (last, perCell) = (cells - 1, 1 / cell)
    bins.withUnsafeMutableBufferPointer { bins in
      for i in 0..<samples.count {
        let point = SIMD2(samples.values[2 * i], samples.values[2 * i + 1])
        guard all(point .>= lower .& point .< upper) else { continue }
        let place = (point - lower) * perCell - 0.5
        let corner = place.rounded(.down)
        let far = place - corner
        let (column, row) = (Int(corner.x), Int(corner.y))
        // Within half a cell of the edge there is no next centre, and
        // the outermost cell receives the whole sample.
        let (left, right) = (max(column, 0), min(column + 1, last))
        let (low, high) = (max(row, 0) * cells, min(row + 1, last) * cells)
        bins[low + left] += (1 - far.x) * (1 - far.y)
        bins[low + right] += far.x * (1 - far.y)
        bins[high + left] += (1 - far.x) * far.y
        bins[high + right] += far.x * far.y
      }
    }
    return bins
  }

  /// Smooths the rows, whose columns are `width` apart, and transposes the result.
  private func smoothed(_ bins: [Double], along width: Double) -> [Double] {
    let kernel = weights(width)
    var turned = [Double](repeating: 0, count: bins.count)
    var line = [Double](repeating: 0, count: cells)
    for row in 0..<cells {
      add(bins[row * cells..<(row + 1) * cells], smoothedBy: kernel, to: &line)
      for i in 0..<cells { turned[i * cells + row] = line[i] }
      line.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
    return turned
  }

  private func add(_ row: ArraySlice<Double>, smoothedBy kernel: [Double], to line: inout [Double])
  {
    row.withUnsafeBufferPointer { row in
      line.withUnsafeMutableBufferPointer { line in
        for (tap, weight) in kernel.enumerated() {
          let shift = tap - kernel.count / 2
          for i in (0..<cells).clamped(to: -shift..<cells - shift) {
            line[i] += weight * row[i + shift]
          }
        }
      }
    }
  }

  /// The kernel at cells from five bandwidths below to five above, normalized to sum 1.
  private func weights(_ width: Double) -> [Double] {
    let reach = Int((5 * bandwidth / width).rounded(.up))
    let kernel = (-reach...reach).map { exp(-pow(Double($0) * width / bandwidth, 2) / 2) }
    let sum = kernel.reduce(0, +)
    return kernel.map { $0 / sum }
  }
}
