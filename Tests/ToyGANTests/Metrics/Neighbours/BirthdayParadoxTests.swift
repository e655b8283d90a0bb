import Testing
import ToyGAN

/// Supports that are known, estimated from the duplicates among draws.
@Suite struct BirthdayParadoxTests {
  /// Draws among points of a lattice, with given chances.
  private func draws(_ count: Int, weights: [Double], _ name: String) -> SampleSet {
    let stream = RandomStream(seed: 4, name: name)
    let table = AliasTable(weights: weights)
    let values = (0..<count).flatMap { _ -> [Double] in
      let place = table.draw(stream.generator)
      return [Double(place % 40), Double(place / 40)]
    }
    return SampleSet(values, dimension: 2)
  }

  /// Of 3,000 draws among S equal points, pairs are uncorrelated: their number has a relative
  /// deviation below sqrt(2 S) / n, here 0.6 % and 1.5 %.
  @Test(arguments: [150, 1000]) func equalPointsAreCounted(points: Int) throws {
    let samples = draws(3000, weights: .init(repeating: 1, count: points), "equal")
    let paradox = try #require(BirthdayParadox(samples, threshold: 0.5))
    let error = (2 * Double(points)).squareRoot() / 3000
    let support = try #require(paradox.support)
    #expect(abs(support / Double(points) - 1) < 4 * error)
    // Neighbours on the lattice are duplicates to a coarser eye, which sees at most a third as many.
    let coarse = try #require(BirthdayParadox(samples, threshold: 1.1))
    #expect(try #require(coarse.support) < support / 3)
  }

  /// Half of the mass in one point and half in 1,000: 1 / sum p² = 1 / (1/4 + 1/4000) = 3.996.
  ///
  /// The estimate follows the share of the one point, which deviates by 1.8 %, and so by 3.6 % itself.
  @Test func aHeavyPointIsMostOfTheSupport() throws {
    let samples = draws(3000, weights: [1000] + .init(repeating: 1, count: 1000), "heavy")
    let support = try #require(BirthdayParadox(samples, threshold: 0.5)?.support)
    #expect(abs(support / 3.996 - 1) < 0.15)
  }

  /// 29 pairs of 146 people share a birthday, one in 365; and of 23 people two do, as likely as not.
  @Test func birthdaysCollideAmongTwentyThree() throws {
    let days = (0..<117).map(Double.init) + (0..<29).map(Double.init)
    let paradox = try #require(BirthdayParadox(SampleSet(days, dimension: 1), threshold: 1))
    #expect(paradox.nearDuplicates == 29 && paradox.support == 365)
    #expect(abs(try #require(paradox.evenOddsBatch) - 23) < 0.01)
    let differ = { (people: Int) in (0..<people).reduce(1.0) { $0 * (1 - Double($1) / 365) } }
    #expect(differ(22) > 0.5 && differ(23) < 0.5)
  }

  /// Points at distance 1 are not closer than 1.
  @Test func theThresholdIsStrict() {
    let line = SampleSet((0..<27).map(Double.init), dimension: 1)
    #expect(BirthdayParadox(line, threshold: 1)?.nearDuplicates == 0)
    #expect(BirthdayParadox(line, threshold: 1.0.nextUp)?.nearDuplicates == 26)
  }

  @Test func withoutDuplicatesThereIsNoEstimate() throws {
    let paradox = try #require(BirthdayParadox(SampleSet([0.0, 1, 2], dimension: 1), threshold: 1))
    #expect(paradox.nearDuplicates == 0 && paradox.support == nil && paradox.evenOddsBatch == nil)
    #expect(BirthdayParadox(SampleSet([0.0], dimension: 1), threshold: 1) == nil)
    #expect(BirthdayParadox(SampleSet([0, Double.nan], dimension: 1), threshold: 1) == nil)
  }

  /// Five thousand million pairs, counted without looking at them.
  @Test func aHundredThousandDuplicatesAreCounted() throws {
    let n = 100_000
    let samples = SampleSet([Double](repeating: 1.5, count: 2 * n), dimension: 2)
    let paradox = try #require(BirthdayParadox(samples, threshold: 1e-9))
    #expect(paradox.nearDuplicates == n * (n - 1) / 2 && paradox.support == 1)
  }
}
