import ToyGANCore

/// Precision, recall, density and coverage: how far two sets of samples lie in each other's neighbourhoods.
///
/// With `B(x)` the open ball around x whose radius is the distance to its k-th nearest neighbour in its own
/// set, N real samples X and M generated samples Y: precision = |{j: Y_j in some B(X_i)}| / M and
/// recall = |{i: X_i in some B(Y_j)}| / N (Kynkäänniemi et al. 2019, arXiv:1904.06991, equation 2);
/// density = sum_ij [Y_j in B(X_i)] / (k M) and coverage = |{i: some Y_j in B(X_i)}| / N (Naeem et al. 2020,
/// arXiv:2002.09797, section 3).
///
/// Density is 0 or above, the others are 0 to 1. Samples of the same density function have an expected
/// density of 1 and the coverage of `expectedCoverage` (Lemmas 1 and 2); precision and recall have no such
/// value. Distances are compared strictly, as in the package `prdc`: a ball of radius 0, whose centre has k
/// duplicates, contains nothing, and a point mass scores 0 even against itself.
public struct NeighbourScores: Sendable, Equatable {
  /// Rank of the neighbour whose distance is the radius of a ball.
  public let k: Int
  /// Share of generated samples in balls of real samples, 0 to 1.
  public let precision: Double
  /// Share of real samples in balls of generated samples, 0 to 1.
  public let recall: Double
  /// Mean number of real samples' balls that contain a generated sample, divided by k; 0 or above.
  public let density: Double
  /// Share of real samples' balls that contain a generated sample, 0 to 1.
  public let coverage: Double

  /// Traps unless both have the same `k` and dimension.
  public init(real: ManifoldEstimate, generated: ManifoldEstimate) {
    guard real.k == generated.k else {
      fatalError("balls to neighbour \(real.k) against balls to neighbour \(generated.k)")
    }
    let occupants = real.occupants(from: generated)
    k = real.k
    precision = generated.share(inside: real)
    recall = real.share(inside: generated)
    density = Double(occupants.reduce(0, +)) / Double(k * generated.samples.count)
    coverage = Double(occupants.count { $0 > 0 }) / Double(occupants.count)
  }

  /// Nil unless both sets have more than `k` samples, all finite; traps if dimensions differ.
  public init?(real: SampleSet, generated: SampleSet, k: Int = 5) {
    guard
      let real = ManifoldEstimate(real, k: k), let generated = ManifoldEstimate(generated, k: k)
    else { return nil }
    self.init(real: real, generated: generated)
  }

  /// Expected coverage of M generated samples from the distribution of N real samples, both above 0:
  /// `1 - prod_{i = 1...k} (N - i) / (N + M - i)`.
  public static func expectedCoverage(real n: Int, generated m: Int, k: Int = 5) -> Double {
    let uncovered = (1...k).reduce(1.0) { product, i -> Double in
      product * Double(n - i) / Double(n + m - i)
    }
    return 1 - uncovered
  }
}
