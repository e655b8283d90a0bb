import ToyGANSettings

/// Gaussians at equally spaced positions on a circle.
public struct RingTarget: TargetFamily {
  public static let name = "ring"
  public static let summary = "{ring: {modes: 8, radius: 2, deviation: 0.02, weights: [...]}}"

  /// Number of Gaussians.
  public var modes: Int
  /// Radius of the circle.
  public var radius: Double
  /// Standard deviation of each Gaussian.
  public var deviation: Double
  /// Weight of each Gaussian; nil if all are equal.
  public var weights: [Double]?

  public init() { self.init(modes: 8, radius: 2, deviation: 0.02) }
  /// A ring with this number of Gaussians.
  public init(modes: Int, radius: Double, deviation: Double, weights: [Double]? = nil) {
    self.modes = modes
    self.radius = radius
    self.deviation = deviation
    self.weights = weights
  }

  public static var settings: [Setting<Self>] {
    [
      Setting("modes", \.modes, .from(1, to: 1_000_000), "number of Gaussians")
        .also("components", "clusters"),
      Setting("radius", \.radius, .positive, "radius of the circle that the means are on"),
      Setting("deviation", \.deviation, .positive, "standard deviation of each Gaussian")
        .also("std", "sigma", "standard deviation"),
      Setting("weights", optional: \.weights, "relative weight of each mode; equal if left out"),
    ]
  }

  public func target(at key: String) throws -> any Target {
    try GaussianMixture.ring(
      modes: modes, radius: radius, deviation: deviation, weights: weights, key: key)
  }
}
