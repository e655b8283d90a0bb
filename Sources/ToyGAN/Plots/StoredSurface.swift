/// The discriminator's output on a rectangular grid of the plane.
struct StoredSurface {
  let xs: [Double]
  let ys: [Double]
  /// Row by row of `ys`; NaN where it was not finite.
  let values: [Double]

  /// Reads the grid of a `surfaces/` file (y outer, x inner); nil where it is no grid.
  init?(_ table: CSVTable) throws {
    let (x, y) = (try table.numbers("x"), try table.numbers("y"))
    guard let first = y.first else { return nil }
    let columns = y.prefix { $0 == first }.count
    guard columns > 1, x.count % columns == 0, x.count > columns else { return nil }
    xs = Array(x.prefix(columns))
    ys = stride(from: 0, to: y.count, by: columns).map { y[$0] }
    values = try table.numbers("value")
  }

  private init(xs: [Double], ys: [Double], values: [Double]) {
    (self.xs, self.ys, self.values) = (xs, ys, values)
  }

  /// The part inside a window, thinned to at most `limit` points a side.
  func cut(to window: PlotWindow, limit: Int) -> StoredSurface {
    let columns = StoredSurface.inside(xs, window.x - window.half, window.x + window.half, limit)
    let rows = StoredSurface.inside(ys, window.y - window.half, window.y + window.half, limit)
    return StoredSurface(
      xs: columns.map { xs[$0] }, ys: rows.map { ys[$0] },
      values: rows.flatMap { row in columns.map { values[row * xs.count + $0] } })
  }

  /// Values mapped to 0...1 on the surface's own robust range, the 2 % tails cut off.
  ///
  /// A surface without variation is 0.5 throughout. `levels` rounds to that many tints.
  func tints(levels: Double = 64) -> [Double] {
    guard let low = Spread.quantile(0.02, of: values), let high = Spread.quantile(0.98, of: values),
      high > low
    else { return values.map { _ in 0.5 } }
    return values.map { value in
      let share = min(1, max(0, (value - low) / (high - low)))
      return (share * (levels - 1)).rounded() / (levels - 1)
    }
  }

  private static func inside(
    _ grid: [Double], _ low: Double, _ high: Double, _ limit: Int
  ) -> [Int] {
    let kept = grid.indices.filter { grid[$0] >= low && grid[$0] <= high }
    let stride = max(1, (kept.count + limit - 1) / limit)
    return kept.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }
}

/// A square part of the plane, the same for every panel of a figure.
struct PlotWindow: Equatable {
  var x = 0.0
  var y = 0.0
  var half = 1.0

  /// The square about the samples of a target, with a third more than their extent around it.
  init(around samples: [SamplePoint]) {
    let (xs, ys) = (samples.map(\.x), samples.map(\.y))
    guard let left = Spread.quantile(0.001, of: xs), let right = Spread.quantile(0.999, of: xs),
      let low = Spread.quantile(0.001, of: ys), let high = Spread.quantile(0.999, of: ys)
    else { return }
    (x, y) = ((left + right) / 2, (low + high) / 2)
    half = max(right - left, high - low) / 2 * 1.35
    if half == 0 { half = 1 }
  }

  func contains(_ point: SamplePoint) -> Bool {
    abs(point.x - x) <= half && abs(point.y - y) <= half
  }
}
