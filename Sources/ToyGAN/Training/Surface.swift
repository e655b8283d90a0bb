/// The discriminator's output on a rectangular grid of the plane.
public struct Surface: Sendable, Equatable {
  /// Coordinates along x.
  public var xs: [Double]
  /// Coordinates along y.
  public var ys: [Double]
  /// One value per point, [ys.count, xs.count]: each row has one y, and x varies fastest.
  public var values: [Float]

  /// Traps if the number of `values` does not match the grid.
  public init(xs: [Double], ys: [Double], values: [Float]) {
    guard values.count == xs.count * ys.count else {
      fatalError("surface: \(values.count) values on a grid of \(ys.count) rows of \(xs.count)")
    }
    self.xs = xs
    self.ys = ys
    self.values = values
  }
}
