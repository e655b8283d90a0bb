import ToyGANCore

/// The distribution of samples over the modes of a target.
///
/// Every finite sample belongs to its nearest mode by Mahalanobis distance, which for round modes of one
/// size gives the same mode as the Euclidean distance. It is good if that distance is below the modes'
/// radius, which in the plane is 3: the rule of Srivastava et al., "VEEGAN" (NIPS 2017) and Lin et al.,
/// "PacGAN" (NeurIPS 2018). Other common rules are also counted. Samples that are not finite are included
/// in `samples`, but are neither good nor near any mode.
public struct ModeCoverage: Sendable {
  /// Number of samples, finite or not.
  public let samples: Int
  /// Weight of each mode in the target, `[K]`.
  public let weights: [Double]
  /// Statistics of the samples nearest to each mode, `[K]`.
  public let modes: [ModeSamples]
  /// Distance, in deviations, below which a sample is good.
  public let radius: Double
  /// Fraction of a mode's mass that is good, in the target.
  package let insideMass: Double
  /// Mean squared distance, in deviations, of the good part of the target; nil if there is none.
  package let truncatedSquare: Double?
  /// Number of axes on which modes have a spread.
  package let degreesOfFreedom: Int

  /// Assigns samples `[n, d]` to modes; traps if the modes have another dimension.
  public init(samples: SampleSet, modes: some ModeSet) {
    let d = modes.dimension
    guard samples.dimension == d else {
      fatalError("samples [n, \(samples.dimension)] and modes of \(d) dimensions")
    }
    self.samples = samples.count
    (weights, radius, degreesOfFreedom) = (modes.weights, modes.radius, modes.degreesOfFreedom)
    (insideMass, truncatedSquare) = (modes.mass(within: modes.radius), modes.truncatedSquare)
    let rule = GoodnessRule(radius: modes.radius, wideRadius: modes.wideRadius)
    var tallies = weights.map { _ in ModeTally(dimension: d, rule: rule) }
    var nearest = NearestMode(dimension: d)
    samples.values.withUnsafeBufferPointer { values in
      for row in values.indices.split(by: d) where values[row].allSatisfy(\.isFinite) {
        guard let x = values.baseAddress else { return }
        nearest.find(x + row.lowerBound, among: modes, count: tallies.count)
        tallies[nearest.mode].add(nearest.offset, squaredDistance: nearest.squaredDistance)
      }
    }
    self.modes = tallies.map(\.samples)
  }

  /// Number of samples nearest to each mode, `[K]`.
  public var counts: [Int] { modes.map(\.count) }
  /// Number of good samples of each mode, `[K]`.
  public var goodCounts: [Int] { modes.map(\.good) }
  /// Number of good samples of all modes.
  public var good: Int { modes.reduce(0) { $0 + $1.good } }
}

extension Range<Int> {
  /// Consecutive ranges of equal length.
  fileprivate func split(by length: Int) -> some Sequence<Range<Int>> {
    stride(from: lowerBound, to: upperBound, by: length).lazy.map { $0..<$0 + length }
  }
}

/// The mode nearest to a sample, the first if several are equally near, and the sample's distance from it.
private struct NearestMode {
  private(set) var mode = 0
  private(set) var squaredDistance = Double.infinity
  /// The offset in deviations, one number per dimension.
  private(set) var offset: [Double]
  private var trial: [Double]

  init(dimension: Int) {
    offset = Array(repeating: 0, count: dimension)
    trial = offset
  }

  mutating func find(_ x: UnsafePointer<Double>, among modes: some ModeSet, count: Int) {
    squaredDistance = .infinity
    for mode in 0..<count {
      let distance = trial.withUnsafeMutableBufferPointer { z in
        if let start = z.baseAddress { modes.offset(of: x, from: mode, into: start) }
        return z.reduce(0.0) { $0 + $1 * $1 }
      }
      if distance < squaredDistance || mode == 0 {
        self.mode = mode
        squaredDistance = distance
        swap(&offset, &trial)
      }
    }
  }
}
