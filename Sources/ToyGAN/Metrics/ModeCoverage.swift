import Foundation

/// How samples are spread over the modes of a mixture.
///
/// Every finite sample belongs to its nearest mode by Mahalanobis distance, which for round modes
/// of one size is the Euclidean one. It is good when that distance is below 3: the rule of
/// Srivastava et al., "VEEGAN" (NIPS 2017) and Lin et al., "PacGAN" (NeurIPS 2018). Samples that
/// are not finite count in `samples` and are neither good nor near any mode.
public struct ModeCoverage: Sendable {
  /// Number of samples, finite or not.
  public let samples: Int
  /// Weight of each mode in the target, `[K]`.
  public let weights: [Double]
  /// Samples nearest to each mode, `[K]`.
  public let counts: [Int]
  /// Good samples of each mode, `[K]`.
  public let goodCounts: [Int]
  /// Pooled squared offset of good samples from their mode's sample mean, in deviations.
  let squaredOffset: Double

  /// Distance, in deviations, below which a sample is good.
  static let radius = 3.0

  /// Assigns row-major samples `[n, 2]` to the modes of `mixture`; traps on an odd length.
  public init(samples: UnsafeBufferPointer<Float>, mixture: GaussianMixture) {
    self.samples = mixture.sampleCount(of: samples.count)
    weights = mixture.modes.map(\.weight)
    var tallies = mixture.modes.map { ModeTally(mode: $0) }
    for index in 0..<self.samples {
      let point = SIMD2(Double(samples[2 * index]), Double(samples[2 * index + 1]))
      guard point.x.isFinite, point.y.isFinite else { continue }
      let (mode, distance) = mixture.nearestMode(to: point)
      tallies[mode].add(point, isGood: distance < Self.radius * Self.radius)
    }
    counts = tallies.map(\.count)
    goodCounts = tallies.map(\.good)
    squaredOffset = tallies.reduce(0) { $0 + $1.squaredOffset }
  }

  /// The same, from an array.
  public init(samples: [Float], mixture: GaussianMixture) {
    self = samples.withUnsafeBufferPointer { ModeCoverage(samples: $0, mixture: mixture) }
  }

  /// The same, or nil when the target's modes are unknown and coverage has no meaning.
  public init?(samples: [Float], target: any Target) {
    guard let mixture = target.mixture else { return nil }
    self.init(samples: samples, mixture: mixture)
  }

  /// Every metric that has a value, in the order of `Metrics.all`.
  public var measurements: [Measurement] {
    Metrics.all.compactMap { metric in
      value(of: metric).map {
        Measurement(
          name: metric.name, value: $0, definition: metric.definition,
          ceiling: ceiling(of: metric), samples: samples)
      }
    }
  }
}

extension GaussianMixture {
  /// Index of the mode nearest to `x` by Mahalanobis distance, the first of equals, and the square
  /// of that distance.
  func nearestMode(to x: SIMD2<Double>) -> (index: Int, squaredDistance: Double) {
    var nearest = (index: 0, squaredDistance: Double.infinity)
    for index in modes.indices {
      let distance = modes[index].squaredDistance(to: x)
      if distance < nearest.squaredDistance { nearest = (index, distance) }
    }
    return nearest
  }
}

/// Running counts and spread of the samples of one mode.
private struct ModeTally {
  let mode: GaussianMixture.Mode
  var count = 0
  var good = 0
  /// Sum over good samples of squared distance from their own mean (Welford 1962).
  var squaredOffset = 0.0
  private var mean = SIMD2<Double>()

  init(mode: GaussianMixture.Mode) { self.mode = mode }

  mutating func add(_ point: SIMD2<Double>, isGood: Bool) {
    count += 1
    guard isGood else { return }
    good += 1
    let offset = point - mode.mean - mean
    squaredOffset +=
      mode.covariance.squaredLength(of: offset) * Double(good - 1) / Double(good)
    mean += offset / Double(good)
  }
}
