import Testing
import ToyGAN

@testable import ToyGANGames

@Suite struct InitializationTests {
  private static func values(_ law: Initialization, _ shape: Shape, seed: UInt64 = 1) -> [Double] {
    law.values(shape, from: RandomStream(seed: seed, name: "test")).map(Double.init)
  }

  /// W Wᵀ of a wide matrix, Wᵀ W of a tall one: gain² times the identity.
  @Test(arguments: [Shape(4, 4), Shape(9, 5), Shape(5, 9), Shape(1, 6), Shape(64, 32)])
  func orthogonalIsOrthogonal(_ shape: Shape) {
    let (gain, w) = (0.8, Self.values(.orthogonal(gain: 0.8), shape))
    let (count, length) = (min(shape.rows, shape.columns), max(shape.rows, shape.columns))
    func vector(_ i: Int, _ k: Int) -> Double {
      shape.rows >= shape.columns ? w[k * shape.columns + i] : w[i * shape.columns + k]
    }
    for i in 0..<count {
      for j in 0..<count {
        let dot = (0..<length).reduce(0) { $0 + vector(i, $1) * vector(j, $1) }
        // Entries are rounded to Float: 6e-8 each, over at most 64 of them.
        #expect(abs(dot - (i == j ? gain * gain : 0)) < 1e-6, "\(shape) at \(i), \(j)")
      }
    }
  }

  /// Bounds from the papers' equations; a variance of a third of the bound's square, to four standard
  /// deviations of the mean of 20,000 squares (each has deviation √(4 / 45) of the bound's square).
  @Test(arguments: [Initialization.glorot, .he])
  func uniformLawsKeepTheirBounds(_ law: Initialization) {
    let shape = Shape(200, 100)
    let bound = (6 / (law == .glorot ? 300.0 : 200.0)).squareRoot()
    let w = Self.values(law, shape).map { $0 / bound }
    #expect(w.allSatisfy { abs($0) <= 1 + 1e-6 })
    #expect((w.map(abs).max() ?? 0) > 0.999, "the bound is reached")
    let variance = w.reduce(0) { $0 + $1 * $1 } / Double(w.count)
    let deviation: Double = (4.0 / 45 / 20_000).squareRoot()
    #expect(abs(variance - 1.0 / 3) < 4 * deviation)
  }

  /// Variance within four standard deviations, √(2 / 20,000) relative.
  @Test func normalLawHasItsDeviation() {
    let w = Self.values(.normal(deviation: 0.02), Shape(200, 100)).map { $0 / 0.02 }
    let variance = w.reduce(0) { $0 + $1 * $1 } / Double(w.count)
    let deviation: Double = (2.0 / 20_000).squareRoot()
    #expect(abs(variance - 1) < 4 * deviation)
  }

  @Test func biasesStartAtZeroAndWeightsDiffer() {
    let layout = MLP(inputs: 3, hidden: [3, 3], outputs: 3).layout
    let values = layout.initialValues(from: RandomStream(seed: 1, name: "test"))
    #expect(values.count == layout.count)
    let weights = [Array(values[0..<9]), Array(values[12..<21]), Array(values[24..<33])]
    #expect(Set(weights).count == 3, "no two layers start alike")
    for bias in [values[9..<12], values[21..<24], values[33..<36]] {
      #expect(bias.allSatisfy { $0 == 0 })
    }
  }
}
