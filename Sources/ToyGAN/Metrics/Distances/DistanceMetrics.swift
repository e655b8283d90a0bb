import ToyGANCore
import ToyGANTargets

/// Distances between the samples and the same number of target
/// samples, and the target's density at the samples.
extension Metric {
  static let distances: [Metric] = [
    wasserstein1, wasserstein2, slicedWasserstein1, slicedWasserstein2, energyDistance,
    maximumMeanDiscrepancy, kolmogorovSmirnov, smoothedForwardKL, smoothedReverseKL,
    meanLogDensity,
  ]

  /// Exact 1-Wasserstein distance to the same number of target samples, at most 2,048.
  public static let wasserstein1 = distance("w1", unit: "the target's units", maximumSamples: 2048)
  {
    "smallest mean distance over all pairings of samples with the same number of target samples, exact (W1)"
  } between: {
    OptimalTransport.distance($0, $1, order: 1)
  }

  /// Exact 2-Wasserstein distance to the same number of target samples, at most 2,048.
  public static let wasserstein2 = distance("w2", unit: "the target's units", maximumSamples: 2048)
  {
    "root of the smallest mean squared distance over all pairings of samples with as many of the "
      + "target, exactly (W2)"
  } between: {
    OptimalTransport.distance($0, $1, order: 2)
  }

  /// 1-Wasserstein distance of projections, mean over directions.
  public static let slicedWasserstein1 = distance(
    "sliced_w1", unit: "the target's units", maximumSamples: 10_000
  ) {
    "mean of W1 between projections on directions that are spread evenly"
  } between: {
    SlicedWasserstein.distance($0, $1, order: 1)
  }

  /// 2-Wasserstein distance of projections, root mean square over directions.
  public static let slicedWasserstein2 = distance(
    "sliced_w2", unit: "the target's units", maximumSamples: 10_000
  ) {
    "root mean square of W2 between projections on directions that are spread evenly"
  } between: {
    SlicedWasserstein.distance($0, $1, order: 2)
  }

  /// Energy distance to the same number of target samples, at most 5,000.
  public static let energyDistance = distance(
    "energy_distance", unit: "root of the target's units", maximumSamples: 5000
  ) {
    "root of 2 E|x - y| - E|x - x'| - E|y - y'| between samples x and as many y of the target"
  } between: {
    EnergyDistance.distance($0, $1)
  }

  /// Uses kernels with widths that are fixed multiples of the target's scale.
  public static let maximumMeanDiscrepancy = Metric(
    "mmd2", .distance, better: .lower, lack: "there are fewer than two finite samples",
    maximumSamples: { pairwise(5000, dimension: $0) },
    expectedForTarget: { _ in 0 },
    meaning: { _ in
      "squared maximum mean discrepancy, unbiased, mean over Gaussian kernels of "
        + "\(MaximumMeanDiscrepancy.bandwidths.map { "\($0)" }.joined(separator: ", ")) times the "
        + "target's root mean squared distance from its mean"
    },
    value: { evidence in
      guard
        let pair = evidence.pair(
          maximumSamples: pairwise(5000, dimension: evidence.target.dimension)),
        pair.samples.count > 1
      else { return nil }
      return MaximumMeanDiscrepancy.squared(
        pair.samples, pair.reference, scale: evidence.scale)
    })

  /// Compares samples in the plane with the same number of target samples.
  public static let kolmogorovSmirnov = planar(
    "ks_2d", range: .share, unit: "share", maximumSamples: 100_000
  ) {
    "largest difference of the shares of samples in a quadrant at any sample, mean of both origins "
      + "(Fasano and Franceschini 1987)"
  } value: { pair, _ in
    KolmogorovSmirnov.statistic(pair.samples, pair.reference)
  }

  /// KL(target, samples) between smoothed densities in the plane.
  public static let smoothedForwardKL = smoothedKL(
    "kde_forward_kl", "KL(target, samples)", \.forward)
  /// KL(samples, target) between smoothed densities in the plane.
  public static let smoothedReverseKL = smoothedKL(
    "kde_reverse_kl", "KL(samples, target)", \.reverse)

  /// Mean logarithm of the target's density at the samples.
  public static let meanLogDensity = Metric(
    "mean_log_density", .distance, better: .targetValue, unit: "nats", needs: .density,
    maximumSamples: { _ in 10_000 },
    meaning: { _ in "mean of the logarithm of the target's density at the samples" },
    value: { evidence in
      evidence.pair(maximumSamples: 10_000).map { pair in
        let logs = (0..<pair.samples.count).compactMap {
          evidence.target.logDensity(of: Array(pair.samples[$0]))
        }
        return logs.reduce(0, +) / Double(logs.count)
      }
    })
}

extension Metric {
  /// Largest number of samples in a smoothed density.
  static let maximumSmoothed = 1_000_000

  /// Number of samples for a metric that evaluates every pair; `maximumSamples` is the number in the plane.
  static func pairwise(_ maximumSamples: Int, dimension: Int) -> Int {
    max(
      min(maximumSamples, 256),
      Int(Double(maximumSamples) * (2 / Double(max(2, dimension))).squareRoot()))
  }

  private static func distance(
    _ name: String, unit: String, maximumSamples: Int,
    meaning: @escaping @Sendable () -> String,
    between: @escaping @Sendable (SampleSet, SampleSet) -> Double
  ) -> Metric {
    Metric(
      name, .distance, better: .lower, range: .notNegative, unit: unit,
      maximumSamples: { pairwise(maximumSamples, dimension: $0) },
      meaning: { _ in meaning() }
    ) { evidence in
      evidence.pair(maximumSamples: pairwise(maximumSamples, dimension: evidence.target.dimension))
        .map {
          between($0.samples, $0.reference)
        }
    }
  }

  private static func planar(
    _ name: String, range: MetricRange, unit: String, maximumSamples: Int,
    meaning: @escaping @Sendable () -> String,
    value: @escaping @Sendable (Evidence.Pair, Evidence) -> Double?
  ) -> Metric {
    Metric(
      name, .distance, better: .lower, range: range, unit: unit, needs: .plane,
      maximumSamples: { _ in maximumSamples },
      meaning: { _ in meaning() }
    ) { evidence in
      evidence.pair(maximumSamples: maximumSamples).flatMap { value($0, evidence) }
    }
  }

  private static func smoothedKL(
    _ name: String, _ direction: String,
    _ value: @escaping @Sendable (KernelDensityDivergence) -> Double
  ) -> Metric {
    planar(name, range: .notNegative, unit: "nats", maximumSamples: maximumSmoothed) {
      "\(direction) in nats between densities on a grid of \(DensityGrid.side) by "
        + "\(DensityGrid.side) cells over a square 1.5 times as large as the target, each smoothed by a "
        + "Gaussian kernel of \(DensityGrid.kernelCells) cells"
    } value: { _, evidence in
      evidence.smoothedDivergence.map(value)
    }
  }
}

extension DensityGrid {
  /// Number of cells along a side, and the kernel's deviation in cells, used by metrics.
  static let side = 256
  static let kernelCells = 2.0

  /// The grid over a square.
  init(over box: Square) {
    let middle = SIMD2(box.x, box.y)
    // Far from the origin a small rectangle would be lost to rounding.
    let half = max(box.half, 1e-9 * max(abs(box.x), abs(box.y)))
    self.init(
      lower: middle - half, upper: middle + half, cells: Self.side,
      bandwidth: Self.kernelCells * 2 * half / Double(Self.side))
  }
}
