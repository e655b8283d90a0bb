import Testing
import ToyGANTestSupport

@testable import ToyGAN

/// Products that kernels of our own compute, and not the library of matrix products.
@Suite struct ProductTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var m, n, k: Int
    var transposeLeft = false
    var transposeRight = false
    var testDescription: String {
      "[\(m), \(k)]\(transposeLeft ? "ᵀ" : "") × [\(k), \(n)]\(transposeRight ? "ᵀ" : "")"
    }
  }

  /// Columns in ones, twos, fours and mixtures of registers; rows that do not fill a block.
  static let small = [
    Case(m: 21, n: 16, k: 9), Case(m: 17, n: 32, k: 20), Case(m: 13, n: 48, k: 64),
    Case(m: 100, n: 64, k: 200), Case(m: 9, n: 16, k: 30, transposeLeft: true),
    Case(m: 64, n: 64, k: 128, transposeLeft: true), Case(m: 19, n: 32, k: 32),
    Case(m: 37, n: 16, k: 16), Case(m: 18, n: 16, k: 500, transposeLeft: true),
    Case(m: 19, n: 32, k: 48, transposeRight: true),
    Case(m: 10, n: 64, k: 64, transposeRight: true),
  ]

  /// Rows, columns and sums that fill no tile; sums of several strips; more columns than are laid out
  /// at a time.
  static let large = [
    Case(m: 64, n: 80, k: 65), Case(m: 70, n: 101, k: 83), Case(m: 96, n: 128, k: 600),
    Case(m: 65, n: 1100, k: 64), Case(m: 81, n: 95, k: 257, transposeLeft: true),
    Case(m: 128, n: 128, k: 512, transposeLeft: true),
    Case(m: 79, n: 97, k: 300, transposeRight: true),
    Case(m: 64, n: 530, k: 96, transposeRight: true),
    Case(m: 90, n: 111, k: 77, transposeLeft: true, transposeRight: true),
  ]

  @Test(arguments: small)
  func smallEqualsTheInterpreter(_ example: Case) {
    let product = Product(example)
    #expect(product.way == .small)
    #expect(product.error < 1e-6)
  }

  /// Each number in three parts where the processor multiplies those, else by the library.
  @Test(arguments: large)
  func largeEqualsTheInterpreter(_ example: Case) {
    let product = Product(example)
    #expect((product.way == .library) != MatrixMultiplication.hasSplitProducts)
    #expect(product.error < 1e-6)
  }

  /// A number in three parts keeps all of its 24 bits, as long as the smallest part is a normal number.
  @Test(arguments: [-80, 0, 100])
  func noBitIsLost(_ exponent: Int) {
    var product = Product(Case(m: 64, n: 80, k: 64))
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    product.left = product.left.map { $0 * scale }
    product.right = (0..<64 * 80).map { $0 / 80 == $0 % 80 ? 1 : 0 }
    #expect(product.error == 0)
  }

  /// A player that diverges is seen by what is not a number.
  @Test func anInfinityIsNotHidden() {
    var product = Product(Case(m: 64, n: 80, k: 64))
    product.left[70] = .infinity
    #expect(!product.error.isFinite)
  }
}

extension ProductTests {
  /// A product by itself, with factors.
  fileprivate struct Product {
    var left, right: [Double]
    private let a, b: Tensor
    private let routine: Routine

    init(_ example: Case) {
      let (m, n, k) = (example.m, example.n, example.k)
      a = example.transposeLeft ? Tensor.leaf("a", k, m) : Tensor.leaf("a", m, k)
      b = example.transposeRight ? Tensor.leaf("b", n, k) : Tensor.leaf("b", k, n)
      let product = a.matmul(
        b, transposeLeft: example.transposeLeft, transposeRight: example.transposeRight)
      routine = Routine("product", outputs: [product])
      var generator = SeededGenerator(UInt64(m * n * k))
      (left, right) = (generator.numbers(m * k), generator.numbers(k * n))
    }

    /// What computes it, of the only instruction there is.
    var way: MatrixProduct.Way? {
      let instructions = Program([routine]).code[0].instructions
      guard instructions.count == 1, case .multiply(let product) = instructions[0] else {
        return nil
      }
      if case .split = product.way { return .split(scratch: 0) }
      return product.way
    }

    /// The largest error, of the largest entry.
    var error: Double {
      compare(routine, given: [a: left, b: right]).map(\.error).max() ?? .infinity
    }
  }
}
