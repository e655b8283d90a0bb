import ToyGANCore
import ToyGANTargets

/// What metrics are computed from: samples, the target they should follow, and what several metrics
/// share, each made once when it is first asked for.
///
/// Belongs to one thread.
public final class Evidence {
  /// The samples to be judged, as they came.
  public let samples: SampleSet  // [n, d]
  public let target: any Target
  private var pairs: [Int: Pair] = [:]

  /// Traps unless samples and target are of one dimension.
  public init(_ samples: SampleSet, of target: any Target) {
    guard samples.dimension == target.dimension else {
      fatalError(
        "samples [n, \(samples.dimension)] of a target of \(target.dimension) dimensions")
    }
    self.samples = samples
    self.target = target
  }

  /// How the samples are spread over the modes; nil where the target has none.
  public private(set) lazy var coverage: ModeCoverage? = target.modeSet?.coverage(of: samples)

  /// The modes where every two are apart, so that theory has their shares of the target; nil where
  /// some are not, or there are none.
  public private(set) lazy var separateModes: (any ModeSet)? = target.modeSet.flatMap {
    $0.areApart ? $0 : nil
  }

  /// The modes where theory has what of the target is good: these, and any that count overlaps.
  var modesOfKnownMass: (any ModeSet)? {
    if let modes = target.modeSet, modes.countsOverlaps { return modes }
    return separateModes
  }

  /// The samples without those that are not finite.
  public private(set) lazy var finite: SampleSet = samples.withoutInvalidRows

  private lazy var extent = TargetExtent(of: target)

  /// Root mean squared distance of the target's samples from their mean, never 0.
  public private(set) lazy var scale: Double = extent.scale

  /// Precision, recall, density and coverage; nil where there are too few samples.
  private(set) lazy var neighbourScores: NeighbourScores? = neighbourPair.flatMap {
    NeighbourScores(real: $0.reference, generated: $0.samples, k: Metric.neighbourCount)
  }

  /// Divergences between smoothed densities in the plane; nil without a finite sample.
  private(set) lazy var smoothedDivergence: KernelDensityDivergence? =
    pair(most: Metric.mostSmoothed).map {
      KernelDensityDivergence(
        reference: $0.reference, samples: $0.samples, on: DensityGrid(over: extent.box))
    }

  /// Two sets to compare, of as many samples.
  public struct Pair {
    public let samples: SampleSet  // [m, d]
    /// Samples of the target.
    public let reference: SampleSet  // [m, d]
  }

  /// At most `most` finite samples, chosen at random, and as many of the target, both from streams that
  /// are the same for every caller; nil without a finite sample.
  public func pair(most: Int) -> Pair? {
    let count = min(most, finite.count)
    guard count > 0 else { return nil }
    if let pair = pairs[count] { return pair }
    let drawn = target.samples(count, from: RandomStream(seed: 0, name: "reference"))
    let pair = Pair(
      samples: finite.subset(count), reference: SampleSet(drawn, dimension: target.dimension))
    pairs[count] = pair
    return pair
  }
}
