import ToyGANSettings

/// Samples of a mixture, rounded to the centres of a lattice's cells.
public struct LatticeTarget: TargetFamily {
  public static let name = "lattice"
  public static let summary =
    "{lattice: {side: 16, extent: 3, of: ring8}}: the cells that samples of a mixture fall into"

  /// Number of cells along each axis.
  public var side: Int
  /// Half the side length of the lattice.
  public var extent: Double
  /// The mixture in the plane whose samples are rounded to cells.
  public var base: TargetConfiguration

  public init() { self.init(side: 16, extent: 3, of: .preset(.ring8)) }
  /// A lattice of `side` · `side` cells over [-extent, extent]².
  public init(side: Int, extent: Double, of base: TargetConfiguration) {
    self.side = side
    self.extent = extent
    self.base = base
  }

  public static var settings: [Setting<Self>] {
    [
      Setting("side", \.side, .from(2, to: 256), "cells along each axis"),
      Setting("extent", \.extent, .positive, "half the side of the lattice"),
      Setting("of", \.base, "the mixture in the plane whose samples are rounded to cells"),
    ]
  }

  public func target(at key: String) throws -> any Target {
    guard let mixture = try base.target(at: "\(key).of") as? GaussianMixture else {
      throw SettingError(
        key: "\(key).of", value: base.node.inline, allowed: "a mixture of Gaussians in the plane")
    }
    return try Lattice(of: mixture, side: side, extent: extent, key: key)
  }
}
