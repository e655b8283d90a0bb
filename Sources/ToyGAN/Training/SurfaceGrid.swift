import ToyGANTargets

/// Where a discriminator's surface is looked at.
enum SurfaceGrid {
  /// Points that join a minibatch of real samples at once, where a discriminator looks at whole
  /// minibatches: few enough to leave the minibatch real.
  static let guests = 16

  /// Coordinates over the square that holds the target and half as much again.
  static func axes(around target: any Target, side: Int) -> (xs: [Double], ys: [Double]) {
    let box = TargetExtent(of: target).box
    func axis(_ middle: Double) -> [Double] {
      (0..<side).map { middle + box.half * (2 * Double($0) / Double(side - 1) - 1) }
    }
    return (axis(box.x), axis(box.y))
  }
}
