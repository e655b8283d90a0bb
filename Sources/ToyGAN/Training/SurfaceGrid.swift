/// Where a discriminator's surface is looked at.
enum SurfaceGrid {
  /// Points that join a minibatch of real samples at once, where a discriminator looks at whole
  /// minibatches: few enough to leave the minibatch real.
  static let guests = 16

  /// Coordinates over the square that holds the target and half as much again.
  static func axes(around target: any Target, side: Int) -> (xs: [Double], ys: [Double]) {
    let drawn = target.samples(1000, from: RandomStream(seed: 0, name: "extent"))  // [1000, 2]
    let xs = stride(from: 0, to: drawn.count, by: 2).map { Double(drawn[$0]) }
    let ys = stride(from: 1, to: drawn.count, by: 2).map { Double(drawn[$0]) }
    let (left, right) = (xs.min() ?? -1, xs.max() ?? 1)
    let (bottom, top) = (ys.min() ?? -1, ys.max() ?? 1)
    let half = 0.75 * max(right - left, top - bottom, 1e-6)
    func axis(_ middle: Double) -> [Double] {
      (0..<side).map { middle + half * (2 * Double($0) / Double(side - 1) - 1) }
    }
    return (axis((left + right) / 2), axis((bottom + top) / 2))
  }
}
