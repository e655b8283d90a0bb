import Testing
import ToyGAN

@testable import ToyGANFigures

@Suite struct SpreadTests {
  // By hand: position q (n - 1) among the ordered values, linear between neighbours.
  @Test func quartilesLieBetweenOrderedValues() {
    #expect(
      Spread.quartiles(of: [4, 1, .nan, 3, 2]) == Spread(lower: 1.75, middle: 2.5, upper: 3.25))
  }

  @Test func noValueHasNoSpread() {
    #expect(Spread.quartiles(of: []) == nil)
  }
}
