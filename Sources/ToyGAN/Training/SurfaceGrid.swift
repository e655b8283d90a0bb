import ToyGANTargets

/// The grid on which a discriminator's surface is evaluated.
enum SurfaceGrid {
  /// Number of grid points that replace real samples of a minibatch at a time, if the discriminator sees
  /// whole minibatches: few enough that the minibatch is mostly real.
  static let pointsPerMinibatch = 16

  /// Coordinates of a square around the target, one and a half times as large as the target.
  static func axes(around target: any Target, side: Int) -> (xs: [Double], ys: [Double]) {
    let box = TargetExtent(of: target).box
    func axis(_ middle: Double) -> [Double] {
      (0..<side).map { middle + box.half * (2 * Double($0) / Double(side - 1) - 1) }
    }
    return (axis(box.x), axis(box.y))
  }
}
