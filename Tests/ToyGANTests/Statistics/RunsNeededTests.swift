import CGSL
import Foundation
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANStatistics

/// How many runs a difference needs, by Noether's formula.
@Suite struct RunsNeededTests {
  /// The numbers that the authors of other programs state for theirs.
  @Test func theNumbersAreThoseOfOtherPrograms() {
    // WMWssp's tests: 114.74467 runs in all, and 105.1826 with ties of 2, 1, 2 and 1 of 6 values.
    #expect(RunsNeeded(probability: 0.349)?.count == 58)
    #expect(RunsNeeded(probability: 0.349, shareOfTies: 18.0 / 216)?.count == 53)
    // statpsych's example: 44 a group.
    #expect(RunsNeeded(probability: 0.3, power: 0.9)?.count == 44)
  }

  @Test func aDifferenceHasNoSign() {
    for p in [0.55, 0.7, 0.95, 1] {
      #expect(RunsNeeded(probability: p) == RunsNeeded(probability: 1 - p))
    }
    #expect(RunsNeeded(probability: 0.5) == nil && RunsNeeded(probability: .nan) == nil)
  }

  /// Two tasks need half as many runs each, and a stricter test more.
  @Test func tasksAddUpAndCorrectionsCost() throws {
    let one = try #require(RunsNeeded(probability: 0.6)?.count)
    let two = try #require(RunsNeeded(probability: 0.6, tasks: 2)?.count)
    #expect(two == (one + 1) / 2)
    let strict = try #require(RunsNeeded(probability: 0.6, significance: 0.05 / 21)?.count)
    #expect(strict > one)
  }

  /// 2 over 8 choose 4 is the first below 0.05; ties alone would ask for fewer.
  @Test func neverSoFewThatNothingCouldBeShown() {
    #expect(RunsNeeded(probability: 1, shareOfTies: 0.9)?.count == 4)
    #expect(RunsNeeded(probability: 1, shareOfTies: 0.9, significance: 0.05 / 300)?.count == 8)
    #expect(MannWhitneyTest.smallestP([(8, 8)]) < 0.05 / 300)
    #expect(MannWhitneyTest.smallestP([(7, 7)]) > 0.05 / 300)
  }

  @Test func tinyDifferencesNeedManyRuns() throws {
    #expect(try #require(RunsNeeded(probability: 0.5.nextUp)).count > 1_000_000_000)
  }

  // MARK: - By simulation

  /// Share of simulated studies in which the test has p below `significance`.
  private func power(
    _ runs: Int, studies: Int = 600, significance: Double = 0.05,
    draw: (RandomStream, Bool) -> Double
  ) -> Double {
    let stream = RandomStream(seed: 3, name: "power")
    let shown = (0..<studies).count { _ in
      let better = (0..<runs).map { _ in draw(stream, true) }
      let worse = (0..<runs).map { _ in draw(stream, false) }
      return MannWhitneyTest(better, against: worse).p < significance
    }
    return Double(shown) / Double(studies)
  }

  /// Normal values that are shifted so that one is above the other with this probability.
  private func shifted(_ probability: Double) -> (RandomStream, Bool) -> Double {
    let shift = 2.0.squareRoot() * gsl_cdf_ugaussian_Pinv(probability)
    return { gsl_ran_gaussian_ziggurat($0.generator, 1) + ($1 ? shift : 0) }
  }

  /// In 600 studies a power of 80 % is found as less than 75 % once in a thousand times.
  ///
  /// With a third of the runs it
  /// is far from that, so that the number is not needlessly large.
  @Test(arguments: [(0.65, 0.05), (0.75, 0.05), (0.75, 0.05 / 21), (0.9, 0.05)])
  func thatManyRunsShowTheDifference(probability: Double, significance: Double) throws {
    let needed = try #require(
      RunsNeeded(probability: probability, significance: significance)?.count)
    let found = power(needed, significance: significance, draw: shifted(probability))
    #expect(found > 0.75, "\(needed) runs")
    #expect(power(needed / 3, significance: significance, draw: shifted(probability)) < 0.55)
  }

  /// Counts of modes, most of which are equal: 6, 7 and 8 with these probabilities.
  @Test func alsoOfCountsThatAreMostlyEqual() throws {
    let (better, worse) = ([0.1, 0.2, 0.7], [0.3, 0.3, 0.4])
    var probability = 0.0
    for (i, p) in better.enumerated() {
      for (j, q) in worse.enumerated() { probability += p * q * (i > j ? 1 : i == j ? 0.5 : 0) }
    }
    let ties = zip(better, worse).reduce(0) { $0 + pow(($1.0 + $1.1) / 2, 3) }
    let needed = try #require(RunsNeeded(probability: probability, shareOfTies: ties)?.count)
    let draw = { (stream: RandomStream, isBetter: Bool) -> Double in
      let u = gsl_rng_uniform(stream.generator)
      let p = isBetter ? better : worse
      return u < p[0] ? 6 : u < p[0] + p[1] ? 7 : 8
    }
    let found = power(needed, draw: draw)
    #expect(found > 0.75 && found < 0.9)
    // Without the ties the formula would ask for a quarter more.
    #expect(try #require(RunsNeeded(probability: probability)).count > needed * 6 / 5)
  }
}
