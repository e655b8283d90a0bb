import ToyGANSettings

/// Standard targets from the literature, by the name that a configuration gives them.
public enum TargetPreset: String, CaseIterable, Sendable, Codable {
  /// Eight Gaussians on a ring: Metz et al., "Unrolled GANs", ICLR 2017, appendix A.
  case ring8
  /// The same ring at half the size: Lin et al., "PacGAN", NeurIPS 2018.
  case ring8PacGAN = "ring8-pacgan"
  /// Gaussians on a grid of five by five: Srivastava et al., "VEEGAN", NIPS 2017.
  case grid25

  /// The ring with mode weights 1 to 8, in the order of the modes.
  case ring8Imbalanced = "ring8-imbalanced"
  /// Ten Gaussians that vary in 700 of 1,200 dimensions: Srivastava et al., "VEEGAN", NIPS 2017, with the
  /// means of Lin et al., "PacGAN" (github.com/fjxmlzn/PacGAN).
  case embedded1200 = "gaussians-1200d"

  /// The distribution with this name.
  public var target: any Target {
    do {
      return switch self {
      case .ring8: try GaussianMixture.ring(modes: 8, radius: 2, deviation: 0.02)
      case .ring8PacGAN: try GaussianMixture.ring(modes: 8, radius: 1, deviation: 0.01)
      case .grid25: try GaussianMixture.grid(side: 5, spacing: 2, deviation: 0.05)
      case .ring8Imbalanced:
        try GaussianMixture.ring(
          modes: 8, radius: 2, deviation: 0.02, weights: (1...8).map(Double.init))
      case .embedded1200: try Self.embedded
      }
    } catch { fatalError("preset \(rawValue): \(error)") }
  }

  /// For this target a sample is good if it lies within 10 deviations of a mode, in all dimensions.
  ///
  /// A sample of the target itself lies about √700 = 26 deviations away, so that a perfect generator has no
  /// good samples by this rule: it rewards a generator that omits the noise.
  private static var embedded: RoundMixture {
    get throws(SettingError) {
      let places = [-1, -0.5, 0, 0.5, -2, -2.5, 10, 0.25, -13, -5.5]
      return try RoundMixture(
        means: places.map { [Double](repeating: $0, count: 1200) },
        deviations: [Double](repeating: 1, count: places.count), axes: 700, radius: 10)
    }
  }

  /// One line of description for a list of targets.
  public var summary: String {
    switch self {
    case .ring8: "8 Gaussians on a ring of radius 2, deviation 0.02 (Metz et al. 2017)"
    case .ring8PacGAN: "8 Gaussians on a ring of radius 1, deviation 0.01 (Lin et al. 2018)"
    case .grid25: "25 Gaussians on a grid from -4 to 4, deviation 0.05 (Srivastava et al. 2017)"
    case .ring8Imbalanced: "the ring with modes of weight 1 to 8"
    case .embedded1200: "10 Gaussians of 700 dimensions in 1,200 (Srivastava et al. 2017)"
    }
  }
}
