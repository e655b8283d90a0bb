import Foundation
import ToyGANCore

/// An estimate of a generator's support size from the number of near-duplicates.
///
/// Two samples closer than a threshold are near-duplicates. The share of pairs that are near-duplicates is
/// an unbiased estimate of the probability c that two new samples are, and 1 / c is the number of equally
/// likely outcomes that would collide as often; for outcomes with probabilities p_i it is 1 / sum p_i^2,
/// which is at most their number. The caller chooses the threshold. Samples of a density also collide, so
/// that the number is meaningful only in comparison with that of the target itself.
///
/// Arora and Zhang, "Do GANs actually learn the distribution? An empirical study" (2017, arXiv:1706.08224);
/// Arora, Risteski and Zhang, "Do GANs learn the distribution? Some theory and empirics" (ICLR 2018), who
/// determine the batch size that has a duplicate half of the time.
public struct BirthdayParadox: Sendable, Equatable {
  /// Distance below which two samples are near-duplicates, in units of the samples.
  public let threshold: Double
  /// Number of samples.
  public let samples: Int
  /// Number of pairs of samples that are near-duplicates, 0 to `n (n - 1) / 2`.
  public let nearDuplicates: Int

  /// Nil with fewer than two samples, or if one is not finite; traps unless the threshold is positive.
  public init?(_ samples: SampleSet, threshold: Double) {
    let square = threshold * threshold
    guard threshold > 0, square > 0 else { fatalError("no samples are closer than \(threshold)") }
    guard samples.count > 1, let tree = NeighbourTree(samples) else { return nil }
    let squares = [Double](repeating: square, count: samples.count)
    let near = tree.counts(insideBalls: squares, around: samples)
    self.threshold = threshold
    self.samples = samples.count
    // Each sample lies in its own ball, and each pair is counted twice.
    nearDuplicates = (near.reduce(0, +) - samples.count) / 2
  }

  /// `n (n - 1) / 2` divided by the number of near-duplicates, 1 or above; nil if there are none.
  public var support: Double? {
    guard nearDuplicates > 0 else { return nil }
    return Double(samples) * Double(samples - 1) / 2 / Double(nearDuplicates)
  }

  /// Number of samples that contain a near-duplicate with probability one half; nil if there are none.
  ///
  /// The s with `s (s - 1) / 2 = S log 2` for a support S, because the number of near-duplicates is nearly
  /// Poisson; 365 birthdays give 23.0.
  public var evenOddsBatch: Double? {
    support.map { 0.5 + (0.25 + 2 * log(2) * $0).squareRoot() }
  }
}
