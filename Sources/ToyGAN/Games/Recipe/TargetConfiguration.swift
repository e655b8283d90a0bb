import ToyGANSettings
import ToyGANTargets

/// The target of a run, as its configuration states it.
public enum TargetConfiguration: Sendable, Equatable {
  case preset(TargetPreset)
  case shape(ToyShape)
  case ring(modes: Int, radius: Double, deviation: Double, weights: [Double]? = nil)
  case grid(side: Int, spacing: Double, deviation: Double, weights: [Double]? = nil)
  case mixture(means: [SIMD2<Double>], spread: Spread, weights: [Double]? = nil)
  /// Round modes in other than two dimensions.
  case roundMixture(means: [[Double]], deviations: [Double], weights: [Double]? = nil)
  /// Modes at random places of the square from -extent to extent.
  case random(modes: Int, extent: Double, deviation: Double, seed: UInt64)
  /// The cells, `side` a coordinate within -extent and extent, that samples of a mixture fall into.
  indirect case lattice(side: Int, extent: Double, of: TargetConfiguration)
  /// A CSV file of `x,y` lines.
  case points(file: String)

  /// How wide the modes of a mixture are.
  public enum Spread: Sendable, Equatable {
    /// One deviation per mode, the same in every direction.
    case deviations([Double])
    /// One matrix `[[xx, xy], [xy, yy]]` per mode.
    case covariances([[[Double]]])
  }

  /// The distribution itself; reads the file of `points`.
  ///
  /// Throws `ConfigurationError` naming the setting, or the line of the file, that cannot be used.
  public func target() throws(ConfigurationError) -> any Target {
    switch self {
    case .preset(let preset):
      return preset.target
    case .shape(let shape):
      return shape
    case .ring(let modes, let radius, let deviation, let weights):
      try Check.atMost(1_000_000, modes, "target.ring.modes")
      return try GaussianMixture.ring(
        modes: modes, radius: radius, deviation: deviation, weights: weights)
    case .grid(let side, let spacing, let deviation, let weights):
      try Check.atMost(1000, side, "target.grid.side")
      return try GaussianMixture.grid(
        side: side, spacing: spacing, deviation: deviation, weights: weights)
    case .mixture(let means, .deviations(let deviations), let weights):
      return try GaussianMixture.mixture(means: means, deviations: deviations, weights: weights)
    case .mixture(let means, .covariances(let matrices), let weights):
      return try GaussianMixture(
        means: means, covariances: Self.covariances(matrices), weights: weights)
    case .roundMixture(let means, let deviations, let weights):
      try Check.atMost(Check.widest, means.first?.count ?? 0, "target.mixture.means[0]")
      return try RoundMixture(means: means, deviations: deviations, weights: weights)
    case .random(let modes, let extent, let deviation, let seed):
      try Check.atMost(1_000_000, modes, "target.random.modes")
      return try GaussianMixture.random(
        modes: modes, extent: extent, deviation: deviation, seed: seed)
    case .lattice(let side, let extent, let base):
      guard let mixture = try base.target() as? GaussianMixture else {
        throw ConfigurationError(
          key: "target.lattice.of", value: "what is written there",
          allowed: "a mixture of Gaussians in the plane")
      }
      return try Lattice(of: mixture, side: side, extent: extent)
    case .points(let file):
      return try PointCloud(file: file)
    }
  }

  private static func covariances(
    _ matrices: [[[Double]]]
  ) throws(ConfigurationError) -> [Covariance] {
    var covariances: [Covariance] = []
    for (index, matrix) in matrices.enumerated() {
      let key = "target.mixture.covariances[\(index)]"
      guard matrix.count == 2, matrix.allSatisfy({ $0.count == 2 }), matrix[0][1] == matrix[1][0]
      else {
        throw ConfigurationError(
          key: key, value: "\(matrix)", allowed: "a symmetric matrix [[xx, xy], [xy, yy]]")
      }
      covariances.append(
        try Covariance(xx: matrix[0][0], xy: matrix[0][1], yy: matrix[1][1], key: key))
    }
    return covariances
  }
}
