import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANStudies
@testable import ToyGANTheory

/// Products that are too small for the library of matrix products.
@Suite struct SmallProductTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var m, n, k: Int
    var transposeLeft = false
    var transposeRight = false
    var testDescription: String {
      "[\(m), \(k)]\(transposeLeft ? "ᵀ" : "") × [\(k), \(n)]\(transposeRight ? "ᵀ" : "")"
    }
  }

  /// Columns in ones, twos, fours and mixtures of registers; rows that do not fill a block.
  static let cases = [
    Case(m: 21, n: 16, k: 9), Case(m: 17, n: 32, k: 20), Case(m: 13, n: 48, k: 64),
    Case(m: 100, n: 64, k: 200), Case(m: 9, n: 16, k: 30, transposeLeft: true),
    Case(m: 64, n: 64, k: 128, transposeLeft: true), Case(m: 19, n: 32, k: 32),
    Case(m: 37, n: 16, k: 16), Case(m: 18, n: 16, k: 500, transposeLeft: true),
    Case(m: 19, n: 32, k: 48, transposeRight: true),
    Case(m: 10, n: 64, k: 64, transposeRight: true),
  ]

  @Test(arguments: cases)
  func equalsTheInterpreter(_ example: Case) {
    let (m, n, k) = (example.m, example.n, example.k)
    let a = example.transposeLeft ? Tensor.leaf("a", k, m) : Tensor.leaf("a", m, k)
    let b = example.transposeRight ? Tensor.leaf("b", n, k) : Tensor.leaf("b", k, n)
    let product = a.matmul(
      b, transposeLeft: example.transposeLeft, transposeRight: example.transposeRight)
    let routine = Routine("product", outputs: [product])
    let program = Program([routine])
    let products = program.code[0].instructions.compactMap {
      if case .multiply(let product) = $0 { product } else { nil }
    }
    #expect(products.count == 1 && products.allSatisfy(\.isSmall))
    let given = [a: Self.entries(m * k, modulus: 23), b: Self.entries(k * n, modulus: 17)]
    for comparison in compare(routine, given: given) { #expect(comparison.error < 1e-6) }
  }

  private static func entries(_ count: Int, modulus: Int) -> [Double] {
    (0..<count).map { Double($0 * $0 % modulus) / 8 - 1 }
  }
}
