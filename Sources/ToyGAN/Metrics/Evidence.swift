import ToyGANCore
import ToyGANTargets

/// The input of metrics: samples, their target, and intermediate results that several metrics share, each
/// of which is computed when it is first needed.
///
/// It must be used from one thread only.
public final class Evidence {
  /// The samples to be scored, unchanged.
  public let samples: SampleSet  // [n, d]
  /// The distribution that the samples should follow.
  public let target: any Target
  /// Chooses the target samples that the samples are compared with.
  ///
  /// Evaluations that are averaged or compared need different ones: with the same target samples for all, their
  /// random deviation would look like a difference between generators, however many seeds there are.
  public let referenceSeed: UInt64
  private var pairs: [Int: Pair] = [:]

  /// Traps unless samples and target have the same dimension.
  public init(_ samples: SampleSet, of target: any Target, referenceSeed: UInt64 = 0) {
    guard samples.dimension == target.dimension else {
      fatalError(
        "samples [n, \(samples.dimension)] of a target of \(target.dimension) dimensions")
    }
    self.samples = samples
    self.target = target
    self.referenceSeed = referenceSeed
  }

  /// The distribution of the samples over the modes; nil if the target has none.
  public private(set) lazy var coverage: ModeCoverage? = target.modeSet?.coverage(of: samples)

  /// The modes, if every two are apart, so that theory gives their
  /// masses; nil if some are not, or if there are none.
  public private(set) lazy var separateModes: (any ModeSet)? = target.modeSet.flatMap {
    $0.areApart ? $0 : nil
  }

  /// The modes, if the good mass of the target is known: `separateModes`, or modes that count overlaps.
  var modesOfKnownMass: (any ModeSet)? {
    if let modes = target.modeSet, modes.countsOverlaps { return modes }
    return separateModes
  }

  /// The finite samples.
  public private(set) lazy var finite: SampleSet = samples.withoutInvalidRows

  private lazy var extent = TargetExtent(of: target)

  /// Root mean squared distance of the target's samples from their mean, never 0.
  public private(set) lazy var scale: Double = extent.scale

  /// Precision, recall, density and coverage; nil if there are too few samples.
  private(set) lazy var neighbourScores: NeighbourScores? = neighbourPair.flatMap {
    NeighbourScores(real: $0.reference, generated: $0.samples, k: Metric.neighbourCount)
  }

  /// Divergences between smoothed densities in the plane; nil without a finite sample.
  private(set) lazy var smoothedDivergence: KernelDensityDivergence? =
    pair(maximumSamples: Metric.maximumSmoothed).map {
      KernelDensityDivergence(
        reference: $0.reference, samples: $0.samples, on: DensityGrid(over: extent.box))
    }

  /// Two sets of equal size to compare.
  public struct Pair {
    /// The samples to be scored.
    public let samples: SampleSet  // [m, d]
    /// Samples of the target.
    public let reference: SampleSet  // [m, d]
  }

  /// At most `maximumSamples` finite samples, chosen at random, and the same number of target samples, which
  /// depend on `referenceSeed` alone; nil without a finite sample.
  public func pair(maximumSamples: Int) -> Pair? {
    let count = min(maximumSamples, finite.count)
    guard count > 0 else { return nil }
    if let pair = pairs[count] { return pair }
    let drawn = target.samples(count, from: RandomStream(seed: referenceSeed, name: "reference"))
    let pair = Pair(
      samples: finite.subset(count), reference: SampleSet(drawn, dimension: target.dimension))
    pairs[count] = pair
    return pair
  }
}
