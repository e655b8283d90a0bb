import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANStudies
@testable import ToyGANTheory

/// Products that are too small for the library of matrix products.
@Suite struct SmallProductTests {
  /// Columns in ones, twos, fours and mixtures of registers; rows that do not fill a block.
  static let cases = [
    ProductCase(m: 21, n: 16, k: 9), ProductCase(m: 17, n: 32, k: 20),
    ProductCase(m: 13, n: 48, k: 64),
    ProductCase(m: 100, n: 64, k: 200), ProductCase(m: 9, n: 16, k: 30, transposeLeft: true),
    ProductCase(m: 64, n: 64, k: 128, transposeLeft: true), ProductCase(m: 19, n: 32, k: 32),
    ProductCase(m: 37, n: 16, k: 16), ProductCase(m: 18, n: 16, k: 500, transposeLeft: true),
    ProductCase(m: 19, n: 32, k: 48, transposeRight: true),
    ProductCase(m: 10, n: 64, k: 64, transposeRight: true),
  ]

  @Test(arguments: cases)
  func equalsTheInterpreter(_ example: ProductCase) {
    let (routine, given) = example.routineWithEntries
    let products = Program([routine]).products
    #expect(products.count == 1 && products.allSatisfy(\.isSmall))
    for comparison in compare(routine, given: given) { #expect(comparison.error < 1e-6) }
  }
}
