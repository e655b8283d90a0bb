import ToyGANSettings

/// Gaussians at random positions in a square.
public struct RandomTarget: TargetFamily {
  public static let name = "random"
  public static let summary = "{random: {modes: 20, extent: 4, deviation: 0.05, seed: 0}}"

  /// Number of Gaussians.
  public var modes: Int
  /// Half the side length of the square that contains the means.
  public var extent: Double
  /// Standard deviation of each Gaussian.
  public var deviation: Double
  /// Seed of the random positions; the same seed gives the same positions.
  public var seed: UInt64

  public init() { self.init(modes: 20, extent: 4, deviation: 0.05, seed: 0) }
  /// Gaussians at random positions that follow from the seed.
  public init(modes: Int, extent: Double, deviation: Double, seed: UInt64) {
    self.modes = modes
    self.extent = extent
    self.deviation = deviation
    self.seed = seed
  }

  public static var settings: [Setting<Self>] {
    [
      Setting("seed", \.seed, "the same seed gives the same places"),
      Setting("modes", \.modes, .from(1, to: 1_000_000), "number of Gaussians")
        .also("components", "clusters"),
      Setting("deviation", \.deviation, .positive, "standard deviation of each Gaussian")
        .also("std", "sigma", "standard deviation"),
      Setting("extent", \.extent, .positive, "half the side of the square that the means are in"),
    ]
  }

  public func target(at key: String) throws -> any Target {
    try GaussianMixture.random(
      modes: modes, extent: extent, deviation: deviation, seed: seed, key: key)
  }
}
