import ToyGANSettings

/// Gaussians on a square grid around the origin.
public struct GridTarget: TargetFamily {
  public static let name = "grid"
  public static let summary = "{grid: {side: 5, spacing: 2, deviation: 0.05, weights: [...]}}"

  /// Number of Gaussians along a side.
  public var side: Int
  /// Distance between neighbours.
  public var spacing: Double
  /// Standard deviation of each Gaussian.
  public var deviation: Double
  /// Weight of each Gaussian; nil if all are equal.
  public var weights: [Double]?

  public init() { self.init(side: 5, spacing: 2, deviation: 0.05) }
  /// A grid of `side` · `side` Gaussians.
  public init(side: Int, spacing: Double, deviation: Double, weights: [Double]? = nil) {
    self.side = side
    self.spacing = spacing
    self.deviation = deviation
    self.weights = weights
  }

  public static var settings: [Setting<Self>] {
    [
      Setting("side", \.side, .from(1, to: 1000), "Gaussians in a row"),
      Setting("spacing", \.spacing, .positive, "distance between neighbouring means"),
      Setting("deviation", \.deviation, .positive, "standard deviation of each Gaussian")
        .also("std", "sigma", "standard deviation"),
      Setting("weights", optional: \.weights, "relative weight of each mode; equal if left out"),
    ]
  }

  public func target(at key: String) throws -> any Target {
    try GaussianMixture.grid(
      side: side, spacing: spacing, deviation: deviation, weights: weights, key: key)
  }
}
