import CGSL
import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANFiles
@testable import ToyGANMetrics
@testable import ToyGANStatistics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct OptimalTransportTests {
  /// Costs `[n, n]` of several kinds, by name.
  static let kinds = ["uniform", "signed", "whole", "equal", "products", "sorted", "modes"]

  static func costs(_ kind: String, _ n: Int) -> [Double] {
    let stream = RandomStream(seed: UInt64(n), name: kind)
    let uniform: [Double] = (0..<n * n).map { _ in gsl_rng_uniform(stream.generator) }
    return switch kind {
    case "signed": uniform.map { (x: Double) -> Double in 1e6 * (x - 0.5) }
    case "whole": uniform.map { (x: Double) -> Double in (5 * x).rounded(.down) }
    case "equal": Array(repeating: -2.5, count: n * n)
    // Every pair in conflict with every other, which makes paths long.
    case "products": (0..<n * n).map { (k: Int) -> Double in Double((k / n + 1) * (k % n + 1)) }
    // Of squared distances from one place to eight, a row in 50 of them elsewhere.
    case "modes":
      (0..<n * n).map { (k: Int) -> Double in
        let (i, j) = (k / n, k % n)
        let x: Double = 0.1 * uniform[i] + (i % 50 == 7 ? 3.0 : 0.0)
        let distance: Double = x - 0.1 * uniform[j * n] - Double(j % 8)
        return distance * distance
      }
    case "sorted":
      (0..<n * n).map { (k: Int) -> Double in pow(abs(Double(k / n) - Double(k % n) * 0.9), 1.5) }
    default: uniform
    }
  }

  /// No sum of costs is below the sum of feasible duals, so one that equals it is the lowest.
  @Test(arguments: kinds, [1, 2, 3, 7, 8, 9, 31, 64, 100])
  func dualsProveThatNothingIsCheaper(_ kind: String, _ n: Int) {
    prove(Self.costs(kind, n), n)
  }

  /// More columns than the kernel rules out with one word of bits, 512.
  @Test(arguments: ["uniform", "modes"]) func dualsProveItForManyColumns(_ kind: String) {
    prove(Self.costs(kind, 530), 530)
  }

  private func prove(_ costs: [Double], _ n: Int) {
    let assignment = LinearAssignment(costs: costs, count: n)
    let (u, v) = (assignment.rowDuals, assignment.columnDuals)
    #expect(assignment.columns.sorted() == Array(0..<n))
    let rounding = 1e-13 * costs.reduce(0) { max($0, abs($1)) }
    var least = Double.infinity
    for i in 0..<n {
      for j in 0..<n { least = min(least, costs[i * n + j] - u[i] - v[j]) }
    }
    #expect(least >= -rounding)
    let assigned = assignment.columns.enumerated().map { i, j in costs[i * n + j] - u[i] - v[j] }
    #expect(assigned.allSatisfy { abs($0) <= rounding })
  }

  /// The test above would see an assignment that is not the cheapest.
  @Test func twoRowsThatTradeColumnsHaveSlack() {
    let costs = Self.costs("uniform", 31)
    let assignment = LinearAssignment(costs: costs, count: 31)
    var columns = assignment.columns
    columns.swapAt(3, 20)
    let slack = [3, 20].map { row -> Double in
      let column = columns[row]
      let duals = assignment.rowDuals[row] + assignment.columnDuals[column]
      return costs[row * 31 + column] - duals
    }
    #expect(max(slack[0], slack[1]) > 1e-3)
  }

  @Test(arguments: kinds, 1...6) func noPermutationIsCheaper(_ kind: String, _ n: Int) {
    let costs = Self.costs(kind, n)
    func cheapest(_ row: Int, _ columns: [Int]) -> Double {
      if row == n { return 0 }
      return columns.map { j in
        costs[row * n + j] + cheapest(row + 1, columns.filter { $0 != j })
      }.min() ?? .infinity
    }
    let assigned = LinearAssignment(costs: costs, count: n).columns.enumerated()
      .reduce(0) { $0 + costs[$1.offset * n + $1.element] }
    let least = cheapest(0, Array(0..<n))
    #expect(abs(assigned - least) <= 1e-12 * max(abs(least), 1))
  }

  /// Monge: moving a shape costs the same per sample as moving its mean.
  @Test(arguments: [1, 2]) func translationCostsItsLength(order: Int) {
    for dimension in 1...3 {
      let a = TestSamples.normals(60, dimension: dimension, "translation")
      let b = a.moved(by: Array([3, -4, 12].prefix(dimension)))
      let length = [3.0, 5, 13][dimension - 1]
      #expect(abs(OptimalTransport.distance(a, b, order: order) - length) < 1e-12)
    }
  }

  /// Brenier: the gradient of a convex function is the cheapest map for squared distances.
  @Test func gradientsOfConvexFunctionsAreCheapest() {
    let a = TestSamples.normals(200, dimension: 2, "Brenier")
    let b = a.mapped { x in
      let (x, y) = (x[x.startIndex], x[x.startIndex + 1])
      return [3 * x - y + pow(x, 3) + 1, -x + 2 * y + tanh(y)]
    }
    let along: Double = zip(a.values, b.values).reduce(0.0) { $0 + pow($1.0 - $1.1, 2) } / 200
    #expect(abs(OptimalTransport.distance(a, b, order: 2) - along.squareRoot()) < 1e-12)
    // A turn is no such gradient.
    let turned = a.mapped { [-$0[$0.startIndex + 1], $0[$0.startIndex]] }
    let around: Double = zip(a.values, turned.values).reduce(0.0) { $0 + pow($1.0 - $1.1, 2) } / 200
    #expect(OptimalTransport.distance(a, turned, order: 2) < 0.5 * around.squareRoot())
  }

  @Test(arguments: [1, 2]) func everythingGoesToAPoint(order: Int) {
    let a = TestSamples.normals(50, dimension: 2, "point")
    let point = SampleSet((0..<50).flatMap { _ in [1.0, 2] }, dimension: 2)
    let costs = (0..<50).map { i in
      pow(hypot(a.values[2 * i] - 1, a.values[2 * i + 1] - 2), Double(order))
    }
    let expected = pow(costs.reduce(0, +) / 50, 1 / Double(order))
    #expect(abs(OptimalTransport.distance(a, point, order: order) - expected) < 1e-12)
  }

  /// `W_2² = |m|² + tr(S + T - 2 (S^½ T S^½)^½)` for normals (Dowson and Landau, Journal of
  /// Multivariate Analysis 12, 1982), here `|m|² + Σ (s - t)²` over the axes.
  @Test func normalsHaveAClosedForm() {
    let n = 512
    // Samples and their opposites: means are right, and only deviations are left to chance.
    func symmetric(_ name: String) -> SampleSet {
      let half = TestSamples.normals(n / 2, dimension: 2, name)
      return half + half.mapped { $0.map { -$0 } }
    }
    let a = symmetric("first")
    let b = symmetric("second").mapped { x in
      [3 * x[x.startIndex] + 3, 0.25 * x[x.startIndex + 1] - 1]
    }
    let ours = pow(OptimalTransport.distance(a, b, order: 2), 2)
    // With the cheapest map A x + m, the variance of large samples is that of the potentials
    // x'(1 - A)x and x'(A² - A)x over n / 2 (del Barrio and Loubes, Annals of Probability 47, 2019):
    // 2 (2² + 0.75²) + 2 (6² + 0.1875²) for these deviations, 1 against 3 and 1 against 1/4.
    let error = (81.2 / Double(n / 2)).squareRoot()
    #expect(abs(ours - (9 + 1 + 4 + 0.5625)) < 5 * error)
    // The squared distance of the means, 10, would be told apart.
    #expect(ours - 10 > 5 * error)
  }

  /// On a line the order of the samples is the cheapest transport, found without any matrix.
  @Test(arguments: [1, 2]) func theLineAgreesWithSorting(order: Int) {
    let a = TestSamples.normals(150, dimension: 1, "line")
    let b = TestSamples.whole(150, dimension: 1, below: 4, "line")
    let sorted = SlicedWasserstein.distance(a, b, order: order)
    #expect(abs(OptimalTransport.distance(a, b, order: order) - sorted) < 1e-12)
  }

  @Test func equalSetsAreNoDistanceApart() {
    let a = TestSamples.whole(120, dimension: 2, below: 6, "equal")
    let backwards = SampleSet((0..<120).reversed().flatMap { a[$0] }, dimension: 2)
    #expect(OptimalTransport.distance(a, a, order: 1) == 0)
    #expect(OptimalTransport.distance(a, backwards, order: 2) == 0)
    #expect(OptimalTransport.distance(a, a.moved(by: [0.01, 0]), order: 1) > 0.009)
  }

  @Test func whatIsNotFiniteHasNoDistance() {
    let a = TestSamples.plane([0, 1])
    for bad in [Double.nan, .infinity, -.infinity, 1e200] {
      #expect(OptimalTransport.distance(a, TestSamples.plane([bad, 0]), order: 1).isNaN)
    }
    #expect(OptimalTransport.distance(a, TestSamples.plane([1e80, 1]), order: 2) == 1e80)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 8, 100, 987, 2048]) func spreadOrdersArePermutations(_ n: Int) {
    let order = SpreadOrder.indices(n)
    #expect(order.sorted() == Array(0..<n))
    // Every eighth of the range has its share of the first half.
    let counts = order.prefix(n / 2).reduce(into: [Int](repeating: 0, count: 8)) {
      $0[$1 * 8 / n] += 1
    }
    #expect(n < 16 || counts.allSatisfy { abs(Double($0) - Double(n) / 16) <= 2 })
    // Sorting what is added together keeps it together.
    let near = SpreadOrder.indices(near: TestSamples.normals(n, dimension: 2, "near"))
    #expect(near.sorted() == Array(0..<n))
    #expect(n & (n - 1) != 0 || Set(near.prefix(n / 2)) == Set(order.prefix(n / 2)))
  }
}
