import Foundation
import ToyGANCore

/// How many different samples a generator makes, as the number of near-duplicates tells.
///
/// Two samples closer than a threshold are near-duplicates. The share of pairs that are is an
/// unbiased estimate of the chance c that two fresh samples are, and 1 / c is the number of equally
/// likely outcomes that would collide as often; for outcomes with chances p_i it is 1 / sum p_i^2,
/// at most their number. What counts as near is the caller's to say, and samples of a density collide
/// too: the number means something only beside the target's own.
///
/// Arora and Zhang, "Do GANs actually learn the distribution? An empirical study" (2017,
/// arXiv:1706.08224); Arora, Risteski and Zhang, "Do GANs learn the distribution? Some theory and
/// empirics" (ICLR 2018), who look for the batch that has a duplicate half of the time.
public struct BirthdayParadox: Sendable, Equatable {
  /// Distance below which two samples are near-duplicates, in units of the samples.
  public let threshold: Double
  /// Number of samples.
  public let samples: Int
  /// Pairs of samples that are near-duplicates, 0 to `n (n - 1) / 2`.
  public let nearDuplicates: Int

  /// Nil without two samples, or where one is not finite; traps unless the threshold is positive.
  public init?(_ samples: SampleSet, threshold: Double) {
    let square = threshold * threshold
    guard threshold > 0, square > 0 else { fatalError("no samples are closer than \(threshold)") }
    guard samples.count > 1, let tree = NeighbourTree(samples) else { return nil }
    let squares = [Double](repeating: square, count: samples.count)
    let near = tree.counts(insideBalls: squares, around: samples)
    self.threshold = threshold
    self.samples = samples.count
    // Each sample is in its own ball, and each pair is seen from both sides.
    nearDuplicates = (near.reduce(0, +) - samples.count) / 2
  }

  /// `n (n - 1) / 2` over the number of near-duplicates, 1 or above; nil where there are none.
  public var support: Double? {
    guard nearDuplicates > 0 else { return nil }
    return Double(samples) * Double(samples - 1) / 2 / Double(nearDuplicates)
  }

  /// Number of samples among which a near-duplicate is as likely as not; nil where there are none.
  ///
  /// The s with `s (s - 1) / 2 = S log 2` for a support S, near-duplicates being nearly a Poisson
  /// number; 365 birthdays give 23.0.
  public var evenOddsBatch: Double? {
    support.map { 0.5 + (0.25 + 2 * log(2) * $0).squareRoot() }
  }
}
