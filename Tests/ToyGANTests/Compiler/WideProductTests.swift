import COneDNN
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore

/// Products whose factors the library reads slowly where it has no AVX-512, so that they are copied first.
@Suite struct WideProductTests {
  /// Which factors are copied: a right one of a multiple of 512 columns, and with a transposed left one, both of 128.
  static let cases: [(example: ProductCase, copies: (a: Bool, b: Bool))] = [
    (ProductCase(m: 96, n: 512, k: 40), (false, true)),
    (ProductCase(m: 96, n: 500, k: 40), (false, false)),
    (ProductCase(m: 96, n: 384, k: 40), (false, false)),
    (ProductCase(m: 20, n: 512, k: 40), (false, false)),
    (ProductCase(m: 256, n: 128, k: 33, transposeLeft: true), (true, true)),
    (ProductCase(m: 384, n: 90, k: 64, transposeLeft: true), (true, false)),
    (ProductCase(m: 90, n: 384, k: 64, transposeLeft: true), (false, true)),
    (ProductCase(m: 40, n: 128, k: 512, transposeRight: true), (false, false)),
  ]

  @Test(arguments: cases.indices)
  func equalsTheInterpreter(_ number: Int) {
    let (example, copies) = Self.cases[number]
    let (routine, given) = example.routineWithEntries
    let products = Program([routine]).products
    #expect(products.count == 1 && !products[0].isSmall)
    let isCopied = toygan_products_use_avx2() != 0
    #expect((products[0].copies.a != nil) == (isCopied && copies.a))
    #expect((products[0].copies.b != nil) == (isCopied && copies.b))
    for comparison in compare(routine, given: given) { #expect(comparison.error < 1e-6) }
  }

  /// A layer and the gradient of its weights, whose products run in bands of rows, are as in one band.
  @Test(arguments: [64, 100, 1_000])
  func bandsAreCopiedOneByOne(rowsOfBand: Int) throws {
    let (x, w) = (Tensor.leaf("x", 300, 128), Tensor.leaf("w", 128, 256))
    let hidden = x.matmul(w).tanh()  // [300, 256]
    let routine = Routine("layer", outputs: [hidden, hidden.sum().gradient(at: w)])
    let program = try Program([routine], atMost: .max, rowsOfBand: { _ in rowsOfBand })
    let given = [
      x: ProductCase.entries(300 * 128, modulus: 23).map { $0 / 16 },
      w: ProductCase.entries(128 * 256, modulus: 17).map { $0 / 16 },
    ]
    for comparison in compare(routine, given: given, by: program) {
      #expect(comparison.error < 1e-5)
    }
    if toygan_products_use_avx2() != 0 {
      #expect(program.products.contains { $0.copies.a != nil && $0.copies.b != nil })
    }
  }
}
