import CGSL
import Foundation
import Testing
import ToyGAN

@testable import ToyGANStatistics

@Suite struct TuningCurveTests {
  /// Of evenly spread scores the median of the best of k is 0.5^(1/k), to the distance of two scores.
  @Test func medianOfUniformScoresIsTheClosedForm() {
    let scores = (1...1000).map { Double($0) / 1000 }
    let curve = TuningCurve(scores, within: .share)
    for k in [1, 2, 5, 20, 100] {
      #expect(abs(curve.median(of: k) - pow(0.5, 1 / Double(k))) <= 1e-3)
      // The mean of the largest of k uniform values is k / (k + 1).
      #expect(abs(curve.expected(of: k) - Double(k) / Double(k + 1)) < 1e-3)
    }
  }

  /// Dodge's formula equals the mean over all n^k draws with replacement.
  @Test func expectedBestIsTheMeanOverAllDraws() {
    let scores = [0.3, 0.9, 0.1, 0.4]
    let curve = TuningCurve(scores, within: .share)
    let pairs = scores.flatMap { a in scores.map { max(a, $0) } }
    let triples = pairs.flatMap { a in scores.map { max(a, $0) } }
    #expect(abs(curve.expected(of: 1) - 0.425) < 1e-12)
    #expect(abs(curve.expected(of: 2) - pairs.reduce(0, +) / 16) < 1e-12)
    #expect(abs(curve.expected(of: 3) - triples.reduce(0, +) / 64) < 1e-12)
    // With replacement the best of n is below the largest score.
    #expect(curve.expected(of: 4) < 0.9)
  }

  @Test func aFailedTrialIsTheWorst() {
    let curve = TuningCurve([-.infinity, 1, 2, 3], within: .unbounded)
    #expect(curve.median(of: 1) == 1 && curve.median(of: 4) == 3)
    #expect(curve.expected(of: 1) == -.infinity)
  }

  /// Two ends that have closed forms: of one value, and of two.
  @Test func coverageIsTheExactProbability() {
    #expect(abs(DistributionBand.coverage(lower: [0.1], upper: [0.7]) - 0.6) < 1e-12)
    // P(U(1) >= a, U(2) <= b) = (b - a)^2; P(U(1) <= c, U(2) >= d) = 2 c (1 - d) for c <= d.
    #expect(
      abs(DistributionBand.coverage(lower: [0.1, 0.2], upper: [0.7, 0.7]) - 0.35) < 1e-12)
    #expect(
      abs(DistributionBand.coverage(lower: [1e-15, 0.8], upper: [0.3, 1 - 1e-15]) - 0.12) < 1e-9)
    // Nothing is in an empty region.
    #expect(DistributionBand.coverage(lower: [0.5, 0.6], upper: [0.55, 0.58]) == 0)
  }

  /// A single value: the interval of Beta(1, 1) is the middle 95 % itself.
  @Test func ofOneValueTheBandIsItsInterval() {
    let band = DistributionBand(count: 1)
    #expect(abs(band.lower[0] - 0.025) < 1e-9 && abs(band.upper[0] - 0.975) < 1e-9)
  }

  /// The share of simulated searches whose band contains the whole true curve; the control, intervals that each hold
  /// with 95 %, does not reach it.
  @Test(arguments: [8, 48])
  func theBandHoldsForAllTrialsAtOnce(count: Int) {
    let stream = RandomStream(seed: 3, name: "tuning curve")
    let band = DistributionBand(count: count)
    let tail = 0.025
    let alone = (1...count).map { i in
      let (a, b) = (Double(i), Double(count + 1 - i))
      return gsl_cdf_beta_Pinv(tail, a, b)...gsl_cdf_beta_Qinv(tail, a, b)
    }
    var (covered, curves, pointwise) = (0, 0, 0)
    let searches = 2000
    for _ in 0..<searches {
      let scores = (0..<count).map { _ in gsl_rng_uniform(stream.generator) }
      let sorted = scores.sorted()
      if sorted.indices.allSatisfy({ band.lower[$0] <= sorted[$0] && sorted[$0] <= band.upper[$0] })
      {
        covered += 1
      }
      if sorted.indices.allSatisfy({ alone[$0].contains(sorted[$0]) }) { pointwise += 1 }
      let curve = TuningCurve(scores, within: .share, band: band)
      if (1...count).allSatisfy({ curve.interval(of: $0).contains(pow(0.5, 1 / Double($0))) }) {
        curves += 1
      }
    }
    // Three standard errors of a share of 95 % of 2,000 are 1.5 %.
    #expect(abs(Double(covered) / Double(searches) - 0.95) < 0.015)
    // The curve uses only the quantiles from 0.5 upwards, so that it is covered more often.
    #expect(curves >= covered)
    #expect(Double(pointwise) / Double(searches) < 0.9)
  }

  @Test func theEndsAreThoseOfPossibleScoresWhereNothingIsKnown() {
    let curve = TuningCurve([1, 2, 3, 4], within: Bounds(0, 8))
    #expect(curve.interval(of: 1000).upper == 8)
    #expect(curve.interval(of: 1).lower == 0)
    for k in 1...20 { #expect(curve.interval(of: k).contains(curve.median(of: k))) }
  }
}
