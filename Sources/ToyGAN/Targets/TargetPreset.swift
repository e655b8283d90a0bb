/// The targets that papers share, by the name a configuration gives them.
public enum TargetPreset: String, CaseIterable, Sendable, Codable {
  /// Eight Gaussians on a ring: Metz et al., "Unrolled GANs", ICLR 2017, appendix A.
  case ring8
  /// The same ring at half the size: Lin et al., "PacGAN", NeurIPS 2018.
  case ring8PacGAN = "ring8-pacgan"
  /// Five by five Gaussians: Srivastava et al., "VEEGAN", NIPS 2017.
  case grid25

  /// The distribution itself.
  public var target: GaussianMixture {
    do {
      return switch self {
      case .ring8: try .ring(modes: 8, radius: 2, deviation: 0.02)
      case .ring8PacGAN: try .ring(modes: 8, radius: 1, deviation: 0.01)
      case .grid25: try .grid(side: 5, spacing: 2, deviation: 0.05)
      }
    } catch { fatalError("preset \(rawValue): \(error)") }
  }

  /// One line for a list of targets.
  public var summary: String {
    switch self {
    case .ring8: "8 Gaussians on a ring of radius 2, deviation 0.02 (Metz et al. 2017)"
    case .ring8PacGAN: "8 Gaussians on a ring of radius 1, deviation 0.01 (Lin et al. 2018)"
    case .grid25: "25 Gaussians on a grid from -4 to 4, deviation 0.05 (Srivastava et al. 2017)"
    }
  }
}
