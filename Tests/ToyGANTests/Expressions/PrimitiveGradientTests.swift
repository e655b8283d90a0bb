import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANTargets
@testable import ToyGANTheory
@testable import ToyGANTraining

/// Every primitive's derivative, and the derivative of that, against difference quotients.
@Suite struct PrimitiveGradientTests {
  /// The largest error measured is 6.5e-12.
  static let tolerance = 1e-8

  @Test(arguments: Unary.allCases)
  func unary(_ function: Unary) {
    let x = Tensor.leaf("x", 3, 4)
    let domain: ClosedRange<Double> =
      [.log, .squareRoot].contains(function) ? 0.4...2 : -1.5...1.5
    check(x.map(function), [(x, domain)], "\(function)")
  }

  @Test(arguments: Binary.allCases)
  func binary(_ function: Binary) {
    let (x, y) = (Tensor.leaf("x", 3, 4), Tensor.leaf("y", 3, 4))
    let f = Tensor(.binary(function), [x, y], x.shape)
    check(f, [(x, -1...1), (y, 0.5...2)], "\(function)")
  }

  @Test(arguments: [false, true], [false, true])
  func matmul(_ tl: Bool, _ tr: Bool) {
    let x = tl ? Tensor.leaf("x", 4, 3) : .leaf("x", 3, 4)
    let y = tr ? Tensor.leaf("y", 2, 4) : .leaf("y", 4, 2)
    // The product with itself too: both operands' shares meet at one leaf.
    check(x.matmul(y, transposeLeft: tl, transposeRight: tr), [(x, -1...1), (y, -1...1)], "matmul")
    check(x.matmul(x, transposeLeft: !tl, transposeRight: tl), [(x, -1...1)], "square")
  }

  @Test(arguments: [Shape(1, 1), Shape(3, 1), Shape(1, 4)])
  func sumAndBroadcast(_ small: Shape) {
    let (x, y) = (Tensor.leaf("x", 3, 4), Tensor.leaf("y", small.rows, small.columns))
    check(x.sum(to: small), [(x, -1...1)], "sum to \(small)")
    check(y.broadcast(to: x.shape), [(y, -1...1)], "broadcast from \(small)")
  }

  @Test func sliceAndConcat() {
    let (row, x) = (Tensor.leaf("row", 1, 12), Tensor.leaf("x", 2, 3))
    check(row.slice(from: 4, Shape(3, 2)), [(row, -1...1)], "slice")
    let whole = Tensor(.concat(offsets: [1, 8]), [x, x.tanh()], Shape(1, 16))
    check(whole, [(x, -1...1)], "concat")
  }

  @Test func columns() {
    let x = Tensor.leaf("x", 3, 5)
    check(x.columns(1..<4), [(x, -1...1)], "columns")
    check(x.placedColumns(at: 2, in: 9), [(x, -1...1)], "placed columns")
    check(.sideBySide([x.tanh(), x.columns(0..<2)]), [(x, -1...1)], "side by side")
    check(x.logSoftmax(), [(x, -3...3)], "log softmax")
  }

  @Test(arguments: 0...2, [1, 3])
  func closeness(_ directions: Int, _ kernels: Int) {
    let m = Tensor.leaf("features", 4, 6)
    let along = (0..<directions).map { Tensor.leaf("direction \($0)", 4, 6) }
    let leaves: [(Tensor, ClosedRange<Double>)] = ([m] + along).map { ($0, -1...1) }
    check(m.closeness(kernels: kernels, along: along), leaves, "closeness")
    let g = Tensor.leaf("cotangent", 4, kernels)
    let transposed = m.closenessTranspose(kernels: kernels, g, along: along)
    check(transposed, leaves + [(g, -1...1)], "closeness transposed")
  }

  /// At a matrix that is not symmetric, of which the symmetric part counts.
  @Test func eigenvectors() {
    let x = Tensor.leaf("x", 4, 4)
    let (values, vectors) = x.eigenvectors()
    check(values, [(x, -1...1)], "eigenvalues")
    check(vectors, [(x, -1...1)], "eigenvectors")
  }

  /// Checks Σ weights · f², a function of f whose cotangent differs from entry to entry and varies.
  private func check(_ f: Tensor, _ leaves: [(Tensor, ClosedRange<Double>)], _ name: String) {
    var random = SeededGenerator(1)
    let weights = Tensor.leaf("weights", f.shape.rows, f.shape.columns)
    var given = [weights: random.numbers(f.shape.count)]
    for (leaf, domain) in leaves { given[leaf] = random.numbers(leaf.shape.count, in: domain) }
    let sum = (weights * f + 0.5 * weights * f * f).sum()
    for order in GradientCheck.orders(sum, at: leaves.map(\.0), given: given) {
      #expect(order.error < Self.tolerance, "\(name), \(order)")
    }
  }
}
