import Testing
import ToyGAN

@testable import ToyGANFigures

@Suite struct SpreadTests {
  // By hand: position q (n - 1) among the ordered values, linear between neighbours.
  @Test func quartilesLieBetweenOrderedValues() {
    #expect(
      Spread.quartiles(of: [4, 1, .nan, 3, 2]) == Spread(lower: 1.75, middle: 2.5, upper: 3.25))
  }

  // Mean 2, deviation 1, n = 3; t(0.975, 2) = 4.302653 from any table of Student's t.
  @Test func intervalIsStudents() throws {
    let spread = try #require(Spread.interval(of: [1, 2, 3, .infinity]))
    #expect(spread.middle == 2)
    #expect(abs(spread.upper - 2 - 4.302653 / 3.0.squareRoot()) < 1e-5)
    #expect(abs(spread.lower + spread.upper - 4) < 1e-12)
  }

  @Test func oneValueHasNoWidthAndNoneHasNoSpread() {
    #expect(Spread.interval(of: [5]) == Spread(lower: 5, middle: 5, upper: 5))
    #expect(Spread.interval(of: [.nan]) == nil)
    #expect(Spread.quartiles(of: []) == nil)
  }
}
