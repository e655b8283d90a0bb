import Testing
import ToyGAN

@testable import ToyGANGames
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct BootstrapTests {
  private func mean(_ strata: [[Double]]) -> Double {
    strata.joined().reduce(0, +) / Double(strata.joined().count)
  }

  /// Of 0 and 1, two draws have means 0, 1/2 and 1 with probabilities 1/4, 1/2, 1/4.
  @Test func theEndsAreQuantilesOfTheResamples() {
    let bootstrap = Bootstrap()
    let wide = bootstrap.interval(of: [[0, 1]], statistic: mean)
    #expect(wide == Interval(lower: 0, upper: 1, confidence: .percent95))
    let narrow = bootstrap.interval(of: [[0, 1]], Confidence(0.4), statistic: mean)
    #expect(narrow?.lower == 0.5 && narrow?.upper == 0.5)
    let lopsided = bootstrap.interval(of: [[0, 1]], Confidence(0.6)) { min($0[0][0], $0[0][1]) }
    #expect(lopsided?.lower == 0 && lopsided?.upper == 1)
  }

  @Test func valuesStayInTheirStratum() {
    let apart = Bootstrap().interval(of: [[0, 0], [1, 1, 1]], statistic: mean)
    #expect(apart?.lower == 0.6 && apart?.upper == 0.6)
    // Were they not apart, the mean would vary.
    let together = Bootstrap().interval(of: [[0, 0, 1, 1, 1]], statistic: mean)
    #expect((together?.halfWidth ?? 0) > 0.3)
  }

  @Test func theSameValuesGiveTheSameInterval() {
    let values = [[1.0, 4, 2, 8], [5.0, 7]]
    let first = Bootstrap().interval(of: values, statistic: mean)
    _ = Bootstrap(resamples: 10).interval(of: [[3, 1]], statistic: mean)
    #expect(Bootstrap().interval(of: values, statistic: mean) == first)
  }

  @Test func whatHasNoMeaningHasNoInterval() {
    #expect(Bootstrap().interval(of: [], statistic: mean) == nil)
    #expect(Bootstrap().interval(of: [[1, 2], [3]], statistic: mean) == nil)
    #expect(Bootstrap().interval(of: [[1, .nan]], statistic: mean) == nil)
    let failed = Bootstrap().interval(of: [[1, -.infinity]], Confidence(0.5), statistic: mean)
    #expect(failed?.lower == -.infinity)
  }

  @Test func trimmedMeansAreSciPys() throws {
    for reference in try MannWhitneyTests.reference().trimmedMeans {
      let ours = try #require(InterquartileMean(reference.values).value)
      #expect(abs(ours - reference.mean) < 1e-9)
      // Pooled over tasks, whichever a value belongs to.
      let split = InterquartileMean(
        [Array(reference.values.prefix(2))] + [reference.values.dropFirst(2).map(\.self)])
      #expect(split.value == InterquartileMean(reference.values).value)
    }
  }

  @Test func aQuarterMayFail() {
    #expect(InterquartileMean([-.infinity, 2, 3, 4]).value == 2.5)
    #expect(InterquartileMean([-.infinity, -.infinity, 3, 4]).value == -.infinity)
    #expect(
      InterquartileMean([Double]()).value == nil && InterquartileMean([1, .nan]).value == nil)
    #expect(OrderStatistics.median([-.infinity, 2, 3]) == 2)
    #expect(OrderStatistics.median([-.infinity, 2]) == -.infinity)
    #expect(OrderStatistics.median([.infinity, .infinity, 1, 1]) == .infinity)
  }

  @Test func improvementCountsTiesHalf() {
    // Pairs: 2 > 1, 2 = 2, 3 > 1, 3 > 2.
    #expect(ProbabilityOfImprovement([2, 3], over: [1, 2]).value == 3.5 / 4)
    #expect(ProbabilityOfImprovement([1, 2], over: [2, 3]).value == 0.5 / 4)
    #expect(ProbabilityOfImprovement([5, 5], over: [5]).value == 0.5)
    #expect(ProbabilityOfImprovement([-.infinity], over: [-.infinity, -2]).value == 0.25)
    // The mean of 1 and 1/2: the task with more runs counts no more than the other.
    let tasks = ProbabilityOfImprovement([[2], [3, 3, 3]], over: [[1], [3, 3]])
    #expect(tasks.value == 0.75)
    #expect(ProbabilityOfImprovement([1], over: []).value == nil)
    #expect(ProbabilityOfImprovement([1, .nan], over: [1]).value == nil)
  }

  @Test func improvementHasAnInterval() throws {
    let (x, y) = ([1.0, 3, 5, 7, 9], [0.0, 2, 4, 6, 8])
    let interval = try #require(ProbabilityOfImprovement(x, over: y).interval())
    #expect(interval.contains(0.6) && interval.lower < 0.4 && interval.upper > 0.8)
    let apart = try #require(ProbabilityOfImprovement([8, 9], over: [1, 2]).interval())
    #expect(apart.lower == 1 && apart.upper == 1)
    #expect(ProbabilityOfImprovement([8], over: [1, 2]).interval() == nil)
  }

  /// Holm 1979, by hand: 4 x 0.005, 3 x 0.01, 2 x 0.03 and 0.04, which must not fall below 0.06.
  @Test func holmsStepsAreMonotone() {
    let corrected = HolmCorrection.corrected([0.01, 0.04, 0.03, 0.005])
    for (ours, byHand) in zip(corrected, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(ours - byHand) < 1e-15)
    }
    #expect(HolmCorrection.corrected([0.4, 0.9]) == [0.8, 0.9])
    #expect(HolmCorrection.corrected([0.6, 0.7]) == [1, 1])
    #expect(HolmCorrection.corrected([0.2]) == [0.2])
    #expect(HolmCorrection.corrected([]).isEmpty)
  }
}
