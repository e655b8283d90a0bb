import CGSL
import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTheory

@Suite struct IntegrationTests {
  @Test func ofKnownFunctions() throws {
    #expect(abs(try Integration.overLine { exp(-$0 * $0) } - Double.pi.squareRoot()) < 1e-9)
    // A kink away from 0: ∫ | |x - 0.3| - 1 | over the unit's breadth around it, as a hat of area 1.
    #expect(abs(try Integration.overLine { max(0, 1 - abs($0 - 0.3)) } - 1) < 1e-7)
    #expect(abs(try Integration.over(0...1) { -log($0) } - 1) < 1e-9)
  }

  @Test func whatHasNoIntegralThrows() {
    #expect(throws: GSLError.self) { try Integration.overLine { _ in 1 } }
  }
}

@Suite struct DistancesTests {
  private func distances(
    _ a: (mean: Double, deviation: Double), _ b: (mean: Double, deviation: Double)
  ) throws -> DistributionDistances {
    try DistributionDistances(
      .gaussian(mean: a.mean, deviation: a.deviation),
      .gaussian(mean: b.mean, deviation: b.deviation))
  }

  /// log(t/s) + (s² + (m - n)²) / (2 t²) - 1/2 of N(m, s²) against N(n, t²).
  private func kl(
    _ a: (mean: Double, deviation: Double), _ b: (mean: Double, deviation: Double)
  ) -> Double {
    let (s, t, gap) = (a.deviation, b.deviation, a.mean - b.mean)
    return log(t / s) + (s * s + gap * gap) / (2 * t * t) - 0.5
  }

  static let pairs: [[Double]] = [
    [0, 1, 0, 1], [0, 1, 0.01, 1], [0, 1, 1, 1], [-1, 0.5, 2, 0.5], [0, 1, 0.5, 2],
    [1, 0.3, -1, 0.8],
    [0, 1, 6, 1],
  ]

  @Test(arguments: pairs)
  func gaussiansHaveTheirClosedForms(_ pair: [Double]) throws {
    let (a, b) = ((mean: pair[0], deviation: pair[1]), (mean: pair[2], deviation: pair[3]))
    let found = try distances(a, b)
    let gap = abs(a.mean - b.mean)
    #expect(abs(found.forwardKL - kl(a, b)) < 1e-6)
    #expect(abs(found.reverseKL - kl(b, a)) < 1e-6)
    // Between Gaussians on the line, W2² = (m - n)² + (s - t)².
    let spread = a.deviation - b.deviation
    #expect(abs(found.wasserstein2 - (gap * gap + spread * spread).squareRoot()) < 1e-6)
    if a.deviation == b.deviation {
      #expect(abs(found.wasserstein1 - gap) < 1e-6)
      let share = erf(gap / (2 * a.deviation * 2.0.squareRoot()))
      #expect(abs(found.totalVariation - share) < 1e-6)
    } else {
      #expect(found.wasserstein1 <= found.wasserstein2)
    }
  }

  /// Nothing closed is known of it; a sum over a fine grid is another way of integrating.
  @Test(arguments: pairs)
  func jensenShannonIsThatOfAGrid(_ pair: [Double]) throws {
    func density(_ x: Double, _ mean: Double, _ deviation: Double) -> Double {
      gsl_ran_gaussian_pdf(x - mean, deviation)
    }
    let step = 0.01
    let sum = stride(from: -12.0, through: 18, by: step).reduce(0.0) { sum, x in
      let (p, q) = (density(x, pair[0], pair[1]), density(x, pair[2], pair[3]))
      func term(_ a: Double) -> Double { a > 0 ? a * log(2 * a / (p + q)) / 2 : 0 }
      return sum + step * (term(p) + term(q))
    }
    let found = try distances((pair[0], pair[1]), (pair[2], pair[3])).jensenShannon
    #expect(abs(found - sum) < 1e-7)
    #expect(found >= -1e-9 && found < log(2))
  }

  /// Example 1 of the WGAN paper.
  @Test(arguments: [-1, -0.3, 0, 1e-9, 0.7])
  func parallelLines(_ theta: Double) throws {
    let found = try DistanceExample.parallelLines.exact(theta)
    let isApart = theta != 0
    #expect(found.totalVariation == (isApart ? 1 : 0))
    #expect(found.forwardKL == (isApart ? .infinity : 0))
    #expect(found.reverseKL == (isApart ? .infinity : 0))
    #expect(found.jensenShannon == (isApart ? 0.6931471805599453 : 0))
    #expect(found.wasserstein1 == abs(theta) && found.wasserstein2 == abs(theta))
  }

  /// One of two modes that are 8 deviations apart, of which 3e-5 lies beyond the middle.
  ///
  /// With Q one of the halves of P: TV 1/2, KL(Q || P) log 2, JS 3/4 log 4/3, and half the mass is
  /// carried over a distance of 4.
  @Test(arguments: [-2.0, 2])
  func onAMode(_ theta: Double) throws {
    let found = try DistanceExample.mixture.exact(theta)
    #expect(abs(found.totalVariation - 0.5) < 1e-4)
    #expect(abs(found.reverseKL - log(2)) < 1e-3)
    #expect(abs(found.jensenShannon - 0.75 * log(4 / 3)) < 1e-3)
    #expect(abs(found.wasserstein1 - 2) < 1e-3)
    // Carrying all of that half costs 8 in squares; to move everything in order costs less.
    #expect(found.wasserstein2 > 2 && found.wasserstein2 < 8.0.squareRoot())
  }

  /// KL(P || Q) of any P against N(θ, t²) is (E (x - θ)² - t²) / (2 t²) and what P lacks of a
  /// Gaussian's entropy; between symmetric modes only the first depends on θ: (θ² + const) / (2 t²).
  @Test func forwardKLIsAParabola() throws {
    let middle = try DistanceExample.mixture.exact(0).forwardKL
    for theta in [0.5, 1, 2, 3] {
      let found = try DistanceExample.mixture.exact(theta).forwardKL
      #expect(abs(found - middle - 2 * theta * theta) < 1e-6)
    }
    // Its least value: -log 2 + 16 · 1/2, but for the overlap of the modes.
    #expect(abs(middle - (8 - log(2))) < 1e-3)
  }

  /// Where a Gaussian of one mode's breadth is best: between the modes, or on one of them.
  @Test func theTwoKLsWantDifferentThings() throws {
    let places = stride(from: -3.0, through: 3, by: 0.5)
    let found = try places.map { ($0, try DistanceExample.mixture.exact($0)) }
    #expect(found.min { $0.1.forwardKL < $1.1.forwardKL }?.0 == 0)
    #expect(abs(found.min { $0.1.reverseKL < $1.1.reverseKL }?.0 ?? 0) == 2)
    // Between the modes each half of Q goes to a different mode, 2 - E|x - θ| away on average.
    let way = 2 - 0.5 * (2 / Double.pi).squareRoot()
    #expect(abs(found[6].1.wasserstein1 - way) < 1e-3)
    #expect(abs(found[7].1.wasserstein1 - way) < 1e-3)
  }

  /// Theorems that hold of any two distributions.
  @Test(arguments: [0.3, 1, 2.5])
  func inequalitiesHold(_ theta: Double) throws {
    for example in [DistanceExample.gaussians, .mixture] {
      let found = try example.exact(theta)
      // Pinsker's inequality, and those that hold Jensen and Shannon's distance to TV (Lin 1991).
      #expect(found.totalVariation <= (found.forwardKL / 2).squareRoot())
      #expect(found.totalVariation <= (found.reverseKL / 2).squareRoot())
      #expect(found.jensenShannon <= log(2) * found.totalVariation)
      #expect(found.jensenShannon >= found.totalVariation * found.totalVariation / 2)
      #expect(found.wasserstein1 <= found.wasserstein2 + 1e-9)
    }
  }

  @Test func massesAndPlacesOnTheLine() throws {
    let mixture = try RoundMixture(means: [[-2], [2]], deviations: [0.5, 0.5], weights: [1, 3])
    #expect(abs(mixture.mass(below: 0) - 0.25) < 1e-4)
    #expect(abs(mixture.mass(below: 1.3) + mixture.mass(above: 1.3) - 1) < 1e-12)
    for share in [1e-9, 0.1, 0.3, 0.5] {
      #expect(abs(mixture.mass(below: mixture.place(below: share)) / share - 1) < 1e-9)
      #expect(abs(mixture.mass(above: mixture.place(above: share)) / share - 1) < 1e-9)
    }
  }
}

@Suite struct EstimatedDistancesTests {
  /// Samples that are places on the line.
  private func line(_ places: [Double]) -> SampleSet { SampleSet(places, dimension: 1) }

  /// Two cells, 3 and 1 samples against 1 and 3: shares 3.5/5 and 1.5/5.
  @Test func countsByHand() {
    let found = DistributionDistances(
      samples: line([0, 0.1, -0.1, 1]), line([0, 1, 1.2, 0.9]), cell: 1)
    #expect(abs(found.totalVariation - 0.4) < 1e-12)
    let kl = 0.7 * log(7.0 / 3) + 0.3 * log(3.0 / 7)
    #expect(abs(found.forwardKL - kl) < 1e-12 && abs(found.reverseKL - kl) < 1e-12)
    #expect(abs(found.jensenShannon - (0.7 * log(1.4) + 0.3 * log(0.6))) < 1e-12)
    // Sorted: -0.1, 0, 0.1, 1 to 0, 0.9, 1, 1.2.
    #expect(abs(found.wasserstein1 - (0.1 + 0.9 + 0.9 + 0.2) / 4) < 1e-6)
  }

  /// Means of sixteen draws of 500 samples of Gaussians are near the exact distances.
  ///
  /// The W1 of a draw errs by √(2 / 500) = 0.06, and is as much above 0 even where the distributions are equal.
  /// Divergences are lower than exact ones, by about a sixth at θ = 2: a cell without samples counts half of one.
  @Test func gaussiansComeNear() throws {
    for (number, theta) in [0.0, 1, 2].enumerated() {
      let exact = try DistanceExample.gaussians.exact(theta)
      let draws = try (0..<16).map {
        try DistanceExample.gaussians.estimated(
          theta, count: 500, position: UInt64(16 * number + $0))
      }
      func error(_ distance: KeyPath<DistributionDistances, Double>) -> Double {
        let sum: Double = draws.reduce(0.0) { $0 + $1[keyPath: distance] }
        return abs(sum / 16 - exact[keyPath: distance])
      }
      #expect(error(\.totalVariation) < 0.1)
      #expect(error(\.forwardKL) < max(0.1, 0.2 * exact.forwardKL))
      #expect(error(\.reverseKL) < max(0.1, 0.2 * exact.reverseKL))
      #expect(error(\.jensenShannon) < 0.04)
      #expect(error(\.wasserstein1) < 0.12)
      #expect(error(\.wasserstein2) < 0.15)
    }
    // Samples of another pair do not.
    let control = try DistanceExample.gaussians.estimated(2, count: 500, position: 0)
    let exact = try DistanceExample.gaussians.exact(1)
    #expect(abs(control.totalVariation - exact.totalVariation) > 0.2)
    #expect(abs(control.wasserstein1 - exact.wasserstein1) > 0.8)
  }

  /// Lines: what no sample shows is how sharp the jump is, and how infinite the divergence.
  @Test func linesJumpAsWideAsACell() throws {
    let near = try DistanceExample.parallelLines.estimated(0.04, count: 500, position: 0)
    let far = try DistanceExample.parallelLines.estimated(0.06, count: 500, position: 0)
    // Eleven cells of some 50 in common; exactly it would be 1.
    #expect(near.totalVariation < 0.12 && near.jensenShannon < 0.02)
    #expect(far.totalVariation > 0.97 && far.jensenShannon > 0.6)
    // About log(50.5 / 0.5), however far.
    #expect(far.forwardKL > 4 && far.forwardKL < 5)
    let farther = try DistanceExample.parallelLines.estimated(1, count: 500, position: 0)
    #expect(farther.totalVariation == far.totalVariation && farther.forwardKL == far.forwardKL)
    // The transport knows: its error is how unevenly 500 samples lie along a line.
    #expect(abs(farther.wasserstein1 - 1) < 0.01)
    #expect(abs(far.wasserstein1 - 0.06) < 0.03 && far.wasserstein1 > 0.06)
  }

  @Test func coursesAreTheSameEveryTime() throws {
    let curves = try (0..<2).map { _ in
      try Distances.curve(.mixture, exact: 3, estimates: 3)
    }
    #expect(curves[0].exact.map(\.distances) == curves[1].exact.map(\.distances))
    #expect(curves[0].estimated.map(\.distances) == curves[1].estimated.map(\.distances))
    #expect(curves[0].exact.map(\.theta) == [-4, 0, 4])
  }
}
