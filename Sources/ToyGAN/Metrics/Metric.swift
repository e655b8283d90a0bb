import Foundation

/// A number that says how well samples cover the modes of a mixture.
public enum Metric: String, CaseIterable, Sendable, Codable {
  case modesCovered = "modes_covered"
  case modesCoveredMass = "modes_covered_mass"
  case highQuality = "high_quality"
  case reverseKL = "reverse_kl"
  case deviationRatio = "deviation_ratio"

  /// Name in files and tables.
  public var name: String { rawValue }

  /// What is computed, in one sentence, in the plane.
  public var definition: String { definition(within: 3) }

  /// What is computed where a sample is good when it lies less than `radius` deviations from its
  /// nearest mode (Mahalanobis distance), and belongs to that mode.
  func definition(within radius: Double) -> String {
    let deviations = String(format: "%.3g deviations", radius)
    return switch self {
    case .modesCovered:
      "modes with at least one sample that lies less than \(deviations) from its nearest mode"
    case .modesCoveredMass:
      "modes whose share of the good samples is at least a tenth of their weight in the target"
    case .highQuality:
      "share of samples less than \(deviations) from their nearest mode"
    case .reverseKL:
      "sum over modes of q log(q / w) in nats, q the share of samples nearest to the mode, "
        + "w its weight in the target"
    case .deviationRatio:
      "root of the pooled squared offset of good samples from their mode's sample mean, over its "
        + "value for the target"
    }
  }
}

/// The metrics there are.
public enum Metrics {
  /// Every metric, in the order of columns and tables.
  public static let all: [Metric] = Metric.allCases

  /// Every metric that has a value for row-major samples `[n, d]` of something that learned `target`.
  ///
  /// Empty when the target's modes are unknown; see `ModeCoverage`.
  public static func measure(_ samples: [Float], of target: any Target) -> [Measurement] {
    ModeCoverage(samples: samples, target: target)?.measurements ?? []
  }
}
