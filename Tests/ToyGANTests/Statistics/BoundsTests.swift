import CGSL
import Testing
import ToyGAN

@testable import ToyGANCore
@testable import ToyGANMetrics
@testable import ToyGANStatistics

/// Intervals that do not go beyond what is possible.
@Suite struct BoundsTests {
  private let possible = Bounds(0, 8)

  @Test func intervalsAreCutAtWhatIsPossible() throws {
    // The mean is 7, and Student's interval reaches 7 ± 4.30.
    let values = Observations([5, 8, 8])
    let whole = try #require(values.meanInterval())
    #expect(whole.upper > 11)
    let cut = try #require(values.meanInterval(within: possible))
    #expect(cut.lower == whole.lower && cut.upper == 8)
    #expect(values.meanInterval(within: .unbounded) == whole)
    let low = try #require(Observations([0, 0, 0.01]).meanInterval(within: .notNegative))
    #expect(low.lower == 0 && low.upper > 0.01)
  }

  @Test func twoValuesAreTooFew() {
    #expect(Observations([0, 4]).meanInterval(within: possible) == nil)
    #expect(Observations([0, 4]).meanInterval() != nil)
    #expect(Observations([0, 4, 4]).meanInterval(within: possible) != nil)
  }

  @Test func roundingDoesNotPutTheMeanOutside() throws {
    let values = Observations([-1e-17, -1e-17, -1e-17])
    let interval = try #require(values.meanInterval(within: .notNegative))
    #expect(interval.contains(-1e-17) && interval.lower <= interval.upper)
    let beyond = Interval(lower: 9, upper: 10, confidence: .percent95).cut(to: possible)
    #expect(beyond.lower == 8 && beyond.upper == 8)
  }

  /// Cutting loses nothing: the true mean, 0.8 of one trial, is within the bounds.
  @Test func cutIntervalsContainTheTruthAsOften() {
    let stream = RandomStream(seed: 5, name: "bounds")
    var (whole, cut) = (0, 0)
    for _ in 0..<2000 {
      let values = Observations(
        (0..<5).map { _ in gsl_rng_uniform(stream.generator) < 0.8 ? 1 : 0 })
      whole += values.meanInterval()?.contains(0.8) == true ? 1 : 0
      cut += values.meanInterval(within: .share)?.contains(0.8) == true ? 1 : 0
    }
    #expect(whole == cut && whole > 500)
  }

  /// Every metric says truly what values it has, for good, collapsed, scattered and strange samples.
  @Test(arguments: [TargetPreset.ring8, .grid25])
  func metricsStayInTheirRange(preset: TargetPreset) throws {
    let target = preset.target
    let stream = RandomStream(seed: 1, name: "range")
    let drawn = target.samples(300, from: stream)
    let far = drawn.map { $0 * 50 }
    let one = (0..<300).flatMap { _ in Array(drawn[0..<2]) }
    let wide = (0..<600).map { _ in Float(gsl_ran_gaussian_ziggurat(stream.generator, 3)) }
    let modes = Double(try #require(target.modeSet).weights.count)
    for samples in [drawn, far, one, wide] {
      let evidence = Evidence(SampleSet(samples, dimension: 2), of: target)
      for metric in Metric.standard {
        guard let value = metric.value(evidence), value.isFinite else { continue }
        let bounds = metric.range.bounds(modes: modes)
        #expect(
          bounds.lower - 1e-9 <= value && value <= bounds.upper + 1e-9, "\(metric.name) \(value)")
      }
    }
  }

  // MARK: - What comparisons of pairs are made of

  /// The interval from ranks is the one from counting every pair of every resample.
  @Test func bootstrapIntervalsAreThoseOfAllPairs() {
    let stream = RandomStream(seed: 2, name: "pairs")
    let draw = { (gsl_rng_uniform(stream.generator) * 6).rounded() }
    let x = (0..<2).map { _ in (0..<7).map { _ in draw() } }
    let y = (0..<2).map { _ in (0..<5).map { $0 == 0 ? -Double.infinity : draw() } }
    let fast = ProbabilityOfImprovement(x, over: y).interval()
    let slow = Bootstrap().interval(of: x + y) { drawn in
      ProbabilityOfImprovement(Array(drawn[..<2]), over: Array(drawn[2...])).value ?? .nan
    }
    #expect(fast == slow && fast != nil)
  }

  @Test func tiesAreCounted() {
    #expect(MannWhitneyTest([1, 2, 3], against: [4, 5, 6]).shareOfTies == 0)
    #expect(MannWhitneyTest([1, 1], against: [1, 1]).shareOfTies == 1)
    // Two pairs of equal values of six: 2 (8 - 2) / (216 - 6).
    let some = MannWhitneyTest([1, 1, 2], against: [3, 3, 4]).shareOfTies
    #expect(abs(some - 12.0 / 210) < 1e-12)
  }
}
