import CGSL
import Testing
import ToyGAN

@testable import ToyGANMetrics
@testable import ToyGANStatistics

/// How often intervals of 95 % contain the truth.
@Suite struct CoverageTests {
  /// Share of simulated studies of `count` normal values whose interval contains the true mean, 0.
  private func coverage(
    of count: Int, studies: Int = 2000, interval: ([Double]) -> Interval?
  ) -> Double {
    let stream = RandomStream(seed: 7, name: "coverage")
    let covered = (0..<studies).count { _ in
      let values = (0..<count).map { _ in gsl_ran_gaussian_ziggurat(stream.generator, 1) }
      return interval(values)?.contains(0) == true
    }
    return Double(covered) / Double(studies)
  }

  @Test(arguments: [5, 10, 30])
  func studentsIntervalIsRightNineteenTimesInTwenty(count: Int) {
    let t = coverage(of: count) { Observations($0).meanInterval() }
    #expect(t > 0.93 && t < 0.97)
    // With the normal quantile in the place of Student's, few values do not: P(|t(4)| < 1.96) is 87.8 %.
    let normal = coverage(of: count) { values in
      let (mean, deviation) = (Observations(values).mean ?? .nan, Observations(values).deviation)
      let half = 1.96 * (deviation ?? .nan) / Double(count).squareRoot()
      return Interval(lower: mean - half, upper: mean + half, confidence: .percent95)
    }
    #expect((normal < 0.93) == (count < 30))
  }

  /// Summed over the binomial distribution, for a grid of true probabilities.
  @Test(arguments: [5, 10, 30])
  func clopperAndPearsonsIsNeverRightLessOften(trials: Int) {
    let intervals = (0...trials).map { Proportion(successes: $0, of: trials).interval() }
    var (least, leastOfWald) = (1.0, 1.0)
    for p in stride(from: 0.005, to: 1, by: 0.005) {
      let chances = (0...trials).map { gsl_ran_binomial_pdf(UInt32($0), p, UInt32(trials)) }
      func coverage(_ covers: (Int) -> Bool) -> Double {
        chances.indices.reduce(0) { $0 + (covers($1) ? chances[$1] : 0) }
      }
      least = min(least, coverage { intervals[$0]?.contains(p) == true })
      leastOfWald = min(
        leastOfWald,
        coverage { successes in
          let share = Double(successes) / Double(trials)
          return abs(share - p) <= 1.96 * (share * (1 - share) / Double(trials)).squareRoot()
        })
    }
    #expect(least >= 0.95 && least < 0.99)
    // The textbook's interval is far from it where successes are rare.
    #expect(leastOfWald < 0.2)
  }

  /// What `InterquartileMean.interval` says of itself, with fewer resamples and so a little less.
  @Test func interquartileMeansCoverLessForFewValues() {
    #if DEBUG
      // 200 studies are off by 0.07 once in many thousand times.
      let (studies, bootstrap, enough, few) = (200, Bootstrap(resamples: 100), 0.87...1.0, 0.95)
    #else
      let (studies, bootstrap, enough, few) = (2000, Bootstrap(resamples: 500), 0.93...0.97, 0.92)
    #endif
    func measured(_ count: Int) -> Double {
      coverage(of: count, studies: studies) { InterquartileMean($0).interval(by: bootstrap) }
    }
    #expect(enough.contains(measured(30)))
    // The known limit: 90.5 % of five and 75 % of three.
    #expect(measured(5) < few)
    #expect(measured(3) < 0.82)
  }
}
