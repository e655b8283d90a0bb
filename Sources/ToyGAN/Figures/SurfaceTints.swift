import ToyGANFiles
import ToyGANStudies

/// How figures show a surface.
extension StoredSurface {
  /// The part inside a window, at the centres of the `side` by `side` pixels that fill it.
  ///
  /// Interpolates linearly between grid points; nil if window and grid do not overlap.
  func resampled(in window: PlotWindow, side: Int) -> StoredSurface? {
    guard let columns = StoredSurface.pixels(xs, about: window.x, window.half, side),
      let rows = StoredSurface.pixels(ys, about: window.y, window.half, side)
    else { return nil }
    return StoredSurface(
      xs: columns, ys: rows, values: rows.flatMap { y in columns.map { value(x: $0, y: y) } })
  }

  private func value(x: Double, y: Double) -> Double {
    let (column, right) = StoredSurface.place(x, in: xs)
    let (row, above) = StoredSurface.place(y, in: ys)
    func at(_ row: Int, _ column: Int) -> Double { values[row * xs.count + column] }
    return (1 - above) * ((1 - right) * at(row, column) + right * at(row, column + 1))
      + above * ((1 - right) * at(row + 1, column) + right * at(row + 1, column + 1))
  }

  /// Values mapped to 0...1 by the surface's own range without the 2 % tails.
  ///
  /// A surface without variation is 0.5 everywhere. Values are rounded to `levels` tints.
  func tints(levels: Double = 64) -> [Double] {
    guard let low = Spread.quantile(0.02, of: values), let high = Spread.quantile(0.98, of: values),
      high > low
    else { return values.map { _ in 0.5 } }
    return values.map { value in
      let share = min(1, max(0, (value - low) / (high - low)))
      return (share * (levels - 1)).rounded() / (levels - 1)
    }
  }

  private static func pixels(
    _ grid: [Double], about centre: Double, _ half: Double, _ count: Int
  ) -> [Double]? {
    guard let first = grid.first, let last = grid.last else { return nil }
    let (low, high) = (max(centre - half, first), min(centre + half, last))
    guard low < high else { return nil }
    return (0..<count).map { (pixel: Int) -> Double in
      low + (high - low) * (Double(pixel) + 0.5) / Double(count)
    }
  }

  /// The cell of a regular grid that contains a point, and the point's relative position in the cell.
  private static func place(_ point: Double, in grid: [Double]) -> (cell: Int, share: Double) {
    let width = (grid[grid.count - 1] - grid[0]) / Double(grid.count - 1)
    let place = (point - grid[0]) / width
    let cell = min(grid.count - 2, max(0, Int(clamping: place)))
    return (cell, place - Double(cell))
  }
}
