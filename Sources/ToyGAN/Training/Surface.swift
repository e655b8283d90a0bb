/// The discriminator's output on a rectangular grid of the plane.
public struct Surface: Sendable, Equatable {
  public var xs: [Double]
  public var ys: [Double]
  /// One value a point, [ys.count, xs.count]: rows of equal y, x running fastest.
  public var values: [Float]

  /// Traps when `values` do not fill the grid.
  public init(xs: [Double], ys: [Double], values: [Float]) {
    guard values.count == xs.count * ys.count else {
      fatalError("surface: \(values.count) values on a grid of \(ys.count) rows of \(xs.count)")
    }
    self.xs = xs
    self.ys = ys
    self.values = values
  }
}
