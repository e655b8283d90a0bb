/// How samples are spread over modes.
///
/// Every finite sample belongs to its nearest mode by Mahalanobis distance, which for round modes
/// of one size is the Euclidean one. It is good when that distance is below the modes' radius,
/// which in the plane is 3: the rule of Srivastava et al., "VEEGAN" (NIPS 2017) and Lin et al.,
/// "PacGAN" (NeurIPS 2018). Samples that are not finite count in `samples` and are neither good nor
/// near any mode.
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
  public let radius: Double
  /// Mass of a mode of the target that is good.
  let insideMass: Double
  /// Mean squared distance, in deviations, of what is good in the target; nil where nothing is.
  let truncatedSquare: Double?

  /// Assigns row-major samples `[n, d]` to modes; traps where they are no whole number of samples.
  public init(samples: UnsafeBufferPointer<Float>, modes: some ModeSet) {
    let d = modes.dimension
    guard samples.count.isMultiple(of: d) else {
      fatalError("\(samples.count) numbers are not a whole number of samples [n, \(d)]")
    }
    self.samples = samples.count / d
    GSL.start()
    (weights, radius) = (modes.weights, modes.radius)
    (insideMass, truncatedSquare) = (modes.insideMass, modes.truncatedSquare)
    var tallies = weights.map { _ in ModeTally(dimension: d) }
    var nearest = NearestMode(dimension: d)
    for index in 0..<self.samples {
      guard let x = samples.baseAddress.map({ $0 + index * d }) else { continue }
      guard (0..<d).allSatisfy({ x[$0].isFinite }) else { continue }
      nearest.find(x, among: modes, count: weights.count)
      let isGood = nearest.squaredDistance < modes.radius * modes.radius
      tallies[nearest.mode].add(nearest.offset, isGood: isGood)
    }
    counts = tallies.map(\.count)
    goodCounts = tallies.map(\.good)
    squaredOffset = tallies.reduce(0) { $0 + $1.squaredOffset }
  }

  /// The same, from an array.
  public init(samples: [Float], modes: some ModeSet) {
    self = samples.withUnsafeBufferPointer { ModeCoverage(samples: $0, modes: modes) }
  }

  /// The same, or nil when the target's modes are unknown and coverage has no meaning.
  public init?(samples: [Float], target: any Target) {
    guard let modes = target.modeSet else { return nil }
    self.init(samples: samples, modes: modes)
  }

  /// Every metric that has a value, in the order of `Metrics.all`.
  public var measurements: [Measurement] {
    Metrics.all.compactMap { metric in
      value(of: metric).map {
        Measurement(
          name: metric.name, value: $0, definition: metric.definition(within: radius),
          ceiling: ceiling(of: metric), samples: samples)
      }
    }
  }
}

/// The mode nearest to a sample, the first of equals, and how far from it the sample lies.
private struct NearestMode {
  private(set) var mode = 0
  private(set) var squaredDistance = Double.infinity
  /// In deviations, one number a dimension.
  private(set) var offset: [Double]
  private var trial: [Double]

  init(dimension: Int) {
    offset = Array(repeating: 0, count: dimension)
    trial = offset
  }

  mutating func find(_ x: UnsafePointer<Float>, among modes: some ModeSet, count: Int) {
    squaredDistance = .infinity
    for mode in 0..<count {
      let distance = trial.withUnsafeMutableBufferPointer { z in
        if let start = z.baseAddress { modes.offset(of: x, from: mode, into: start) }
        return z.reduce(0.0) { $0 + $1 * $1 }
      }
      if distance < squaredDistance || mode == 0 {
        (self.mode, squaredDistance) = (mode, distance)
        swap(&offset, &trial)
      }
    }
  }
}

/// Running counts and spread of the samples of one mode.
private struct ModeTally {
  private(set) var count = 0
  private(set) var good = 0
  /// Sum over good samples of squared distance from their own mean (Welford 1962).
  private(set) var squaredOffset = 0.0
  private var mean: [Double]

  init(dimension: Int) { mean = Array(repeating: 0, count: dimension) }

  mutating func add(_ offset: [Double], isGood: Bool) {
    count += 1
    guard isGood else { return }
    good += 1
    let n = Double(good)
    for (axis, value) in offset.enumerated() {
      let difference = value - mean[axis]
      squaredOffset += difference * difference * (n - 1) / n
      mean[axis] += difference / n
    }
  }
}
