import Foundation
import ToyGANCore

/// A box of the plane cut into cells, on which densities of samples are estimated.
public struct DensityGrid: Sendable, Equatable {
  /// The corner of the box with the lowest coordinates.
  public let lower: SIMD2<Double>
  /// The opposite corner.
  public let upper: SIMD2<Double>
  /// Cells along each side.
  public let cells: Int
  /// Standard deviation of the Gaussian kernel, in the unit of the coordinates.
  public let bandwidth: Double

  /// Traps unless the box is finite and not empty and the bandwidth at least 1.5 cells and at most
  /// a side, both ways: a narrower kernel falls between the cells.
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

  /// Lengths of a cell's sides.
  var cell: SIMD2<Double> { (upper - lower) / Double(cells) }

  /// The density of samples `[n, 2]`, smoothed; traps unless there are some and they are planar.
  ///
  /// A sample inside the box is shared between the four cells whose centres are nearest, in
  /// proportion to its nearness (linear binning: Wand, "Fast computation of multivariate kernel
  /// estimators", Journal of Computational and Graphical Statistics 3, 1994). Cells are then
  /// smoothed by the kernel, cut off at five bandwidths. Samples outside the box or not finite make
  /// one bin more, with what smoothing carries out of the box. Last, a share `1 / (n + 1)` of every
  /// density is uniform over all bins, as if one more sample had been seen in each of them alike, so
  /// that no bin is impossible. Takes `O(n + r cells²)`, `r` the bandwidth in cells.
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

  /// How many samples each cell has, `[cells, cells]` with y along rows.
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
        // Within half a cell of the edge there is no centre beyond, and the last one takes it all.
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

  /// Rows smoothed where columns are `width` apart, and the result turned: columns become rows.
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

  /// The kernel at cells from five bandwidths below to five above, with sum 1.
  private func weights(_ width: Double) -> [Double] {
    let reach = Int((5 * bandwidth / width).rounded(.up))
    let kernel = (-reach...reach).map { exp(-pow(Double($0) * width / bandwidth, 2) / 2) }
    let sum = kernel.reduce(0, +)
    return kernel.map { $0 / sum }
  }
}
