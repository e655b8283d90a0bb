import CGSL
import Foundation
import ToyGANCore
import ToyGANMetrics
import ToyGANSettings
import ToyGANTargets

/// Six distances between two distributions P and Q.
struct DistributionDistances: Equatable {
  /// Total variation: half the integral of the absolute difference of the densities, from 0 to 1.
  var totalVariation: Double
  /// KL(P || Q) and KL(Q || P) in nats; infinite if one distribution has mass where the other has none.
  var forwardKL, reverseKL: Double
  /// Jensen-Shannon divergence in nats, at most log 2.
  var jensenShannon: Double
  /// The least mean distance, and the root of the least mean squared distance, of transporting P to Q.
  var wasserstein1, wasserstein2: Double

  var inOrder: [Double] {
    [totalVariation, forwardKL, reverseKL, jensenShannon, wasserstein1, wasserstein2]
  }

  static let names = [
    "total_variation", "kl_p_q", "kl_q_p", "jensen_shannon", "wasserstein_1", "wasserstein_2",
  ]
}

extension DistributionDistances {
  /// Distances of the segments {0} × [0, 1] and {θ} × [0, 1], both uniform.
  ///
  /// Arjovsky, Chintala and Bottou 2017, arXiv:1701.07875, example 1.
  static func parallelLines(apart theta: Double) -> DistributionDistances {
    let touches = theta == 0
    return DistributionDistances(
      totalVariation: touches ? 0 : 1, forwardKL: touches ? 0 : .infinity,
      reverseKL: touches ? 0 : .infinity, jensenShannon: touches ? 0 : log(2),
      wasserstein1: abs(theta), wasserstein2: abs(theta))
  }

  /// Distances of two mixtures on the line, by integration of
  /// their densities; relative errors are below 1e-6.
  ///
  /// Traps unless both have one dimension; throws a `GSLError` if an integral does not converge.
  init(_ p: RoundMixture, _ q: RoundMixture) throws(GSLError) {
    guard p.dimension == 1, q.dimension == 1 else {
      fatalError("mixtures of [\(p.dimension)] and [\(q.dimension)] numbers, not of [1]")
    }
    func integral(
      _ term: @escaping (_ logP: Double, _ logQ: Double) -> Double
    ) throws(GSLError) -> Double {
      try Integration.overLine { x in
        term(p.logDensity(of: [x]) ?? .nan, q.logDensity(of: [x]) ?? .nan)
      }
    }
    totalVariation = try integral { abs(exp($0) - exp($1)) / 2 }
    forwardKL = try integral { exp($0) * ($0 - $1) }
    reverseKL = try integral { exp($1) * ($1 - $0) }
    jensenShannon = try integral { a, b in
      let middle = max(a, b) + log1p(exp(-abs(a - b))) - log(2)
      return (exp(a) * (a - middle) + exp(b) * (b - middle)) / 2
    }
    (wasserstein1, wasserstein2) = (try p.wasserstein1(to: q), try p.wasserstein2(to: q))
  }
}

// MARK: - Estimates from samples

extension DistributionDistances {
  /// Estimates from the same number of samples of P and Q, row-major `[n, d]`.
  ///
  /// The optimal transports are exact for the samples. The other distances are computed from the shares of
  /// cells with side length `cell`, centred on multiples of it; in every cell with samples of P or Q, half
  /// a sample is added to both counts (Krichevsky and Trofimov), so that no divergence is infinite.
  init(samples p: SampleSet, _ q: SampleSet, cell: Double) {
    let shares = Self.shares(p, q, cell: cell)
    func sum(_ term: (Double, Double) -> Double) -> Double {
      shares.reduce(0) { $0 + term($1.p, $1.q) }
    }
    totalVariation = sum { abs($0 - $1) / 2 }
    forwardKL = sum { $0 * log($0 / $1) }
    reverseKL = sum { $1 * log($1 / $0) }
    jensenShannon = sum { a, b in
      (a * log(2 * a / (a + b)) + b * log(2 * b / (a + b))) / 2
    }
    wasserstein1 = OptimalTransport.distance(p, q, order: 1)
    wasserstein2 = OptimalTransport.distance(p, q, order: 2)
  }

  /// The shares of every cell with samples, in the order of the cells' positions.
  private static func shares(
    _ p: SampleSet, _ q: SampleSet, cell: Double
  ) -> [(p: Double, q: Double)] {
    func cells(_ set: SampleSet, _ isP: Bool) -> [(place: [Int], isP: Bool)] {
      (0..<set.count).map { row in (set[row].map { Int(($0 / cell).rounded()) }, isP) }
    }
    let all = (cells(p, true) + cells(q, false)).sorted {
      $0.place.lexicographicallyPrecedes($1.place)
    }
    var counts: [(place: [Int], p: Double, q: Double)] = []
    for (place, isP) in all {
      if counts.last?.place != place { counts.append((place, 0.5, 0.5)) }
      if isP { counts[counts.count - 1].p += 1 } else { counts[counts.count - 1].q += 1 }
    }
    let extra = 0.5 * Double(counts.count)
    return counts.map { ($0.p / (Double(p.count) + extra), $0.q / (Double(q.count) + extra)) }
  }
}

// MARK: - Mixtures on the line

extension RoundMixture {
  /// One Gaussian on the line.
  static func gaussian(
    mean: Double, deviation: Double
  ) throws -> RoundMixture {
    try RoundMixture(means: [[mean]], deviations: [deviation])
  }

  /// The mass of a mixture on the line below a point, or above it.
  func mass(below x: Double) -> Double { mass { gsl_cdf_gaussian_P(x - $0, $1) } }
  func mass(above x: Double) -> Double { mass { gsl_cdf_gaussian_Q(x - $0, $1) } }

  private func mass(_ share: (Double, Double) -> Double) -> Double {
    means.indices.reduce(0) { $0 + weights[$1] * share(means[$1][0], deviations[$1]) }
  }

  /// The point below which, or above which, there is a given mass, from 0 to 1/2.
  func place(below share: Double) -> Double { bisected { mass(below: $0) < share } }
  func place(above share: Double) -> Double { bisected { mass(above: $0) > share } }

  /// ∫ |F - G|, with the cumulative distribution functions F and G.
  fileprivate func wasserstein1(to q: RoundMixture) throws(GSLError) -> Double {
    try Integration.overLine { x in
      // Uses the nearer tail, because the difference of two numbers near 1 has no significant digits left.
      abs(x < 0 ? mass(below: x) - q.mass(below: x) : mass(above: x) - q.mass(above: x))
    }
  }

  /// The square root of ∫ (F⁻¹ - G⁻¹)² over all masses.
  fileprivate func wasserstein2(to q: RoundMixture) throws(GSLError) -> Double {
    let square = try Integration.over(0...0.5) { share in
      let low = place(below: share) - q.place(below: share)
      let high = place(above: share) - q.place(above: share)
      return low * low + high * high
    }
    return square.squareRoot()
  }

  /// The point at which `isLower` changes to false; there is no mass 40 deviations from every mean.
  private func bisected(_ isLower: (Double) -> Bool) -> Double {
    let reach = 40 * (deviations.max() ?? 0)
    var low = (means.map { $0[0] }.min() ?? 0) - reach
    var high = (means.map { $0[0] }.max() ?? 0) + reach
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isLower(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
