import CGSL
import Foundation
import Testing
import ToyGAN

@Suite struct IntervalTests {
  @Test func studentsIntervalUsesHisTable() throws {
    // t(0.975, 9) = 2.262: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
    let ten = Observations((1...10).map(Double.init))
    let interval = try #require(ten.meanInterval())
    #expect(abs(interval.halfWidth - 2.262 * 3.027_650 / 10.squareRoot()) < 5e-4)
    #expect(interval.contains(5.5) && abs((interval.lower + interval.upper) / 2 - 5.5) < 1e-12)
    // The normal quantile, 1.960, would make the interval too short.
    #expect(interval.halfWidth > 1.97 * 3.027_650 / 10.squareRoot())
  }

  @Test func studentsIntervalCoversAsOftenAsItSays() {
    let stream = RandomStream(seed: 11, name: "coverage")
    let trials = 4000
    let covered = (0..<trials).count { _ in
      let values = (0..<5).map { _ in gsl_ran_gaussian_ziggurat(stream.generator, 2) }
      return Observations(values).meanInterval(Confidence(0.9))?.contains(0) == true
    }
    #expect(abs(Double(covered) / 4000 - 0.9) < 5 * (0.09 / 4000).squareRoot())
  }

  @Test func oneValueHasNoInterval() {
    #expect(Observations([3]).meanInterval() == nil)
    #expect(Observations([3]).deviation == nil && Observations([3]).mean == 3)
    #expect(Observations([]).mean == nil && Observations([]).median == nil)
    #expect(Observations([1, .nan, 2]).mean == nil && Observations([1, .infinity]).median == nil)
    #expect(Observations([2, 2, 2]).meanInterval()?.halfWidth == 0)
  }

  @Test func quantilesInterpolate() {
    let values = Observations([4, 1, 3, 2])
    #expect(values.median == 2.5)
    #expect(values.quantile(Fraction(0)) == 1 && values.quantile(Fraction(1)) == 4)
    #expect(values.quantile(Fraction(0.25)) == 1.75)
    #expect(Observations([9, 1, 5]).median == 5)
  }

  @Test func clopperAndPearsonsEndsLeaveTheTails() throws {
    // By definition P(X >= s | lower) = P(X <= s | upper) = 0.025.
    for (successes, trials) in [(5, 10), (1, 8), (7, 8), (19, 20)] {
      let interval = try #require(Proportion(successes: successes, of: trials).interval())
      let (s, n) = (UInt32(successes), UInt32(trials))
      #expect(abs(gsl_cdf_binomial_Q(s - 1, interval.lower, n) - 0.025) < 1e-9)
      #expect(abs(gsl_cdf_binomial_P(s, interval.upper, n) - 0.025) < 1e-9)
    }
    // R's binom.test(5, 10): 0.1870860 to 0.8129140.
    let half = try #require(Proportion(successes: 5, of: 10).interval())
    #expect(abs(half.lower - 0.187_086) < 1e-6 && abs(half.upper - 0.812_914) < 1e-6)
  }

  @Test func noneAndAllHaveClosedForms() throws {
    let none = try #require(Proportion(successes: 0, of: 8).interval())
    #expect(none.lower == 0 && abs(none.upper - (1 - pow(0.025, 1.0 / 8))) < 1e-12)
    let all = try #require(Proportion(successes: 8, of: 8).interval())
    #expect(all.upper == 1 && abs(all.lower - pow(0.025, 1.0 / 8)) < 1e-12)
    #expect(Proportion(successes: 0, of: 0).interval() == nil)
    #expect(Proportion(successes: 0, of: 0).share == nil)
  }
}
