import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANGames
@testable import ToyGANStatistics
@testable import ToyGANStudies

/// Variational bounds of two known distributions.
@Suite struct FDivergenceTests {
  /// f of the divergence Σ q f(p/q), and the output v where the bound is tight, g(v) = f'(p/q).
  ///
  /// Nowozin et al. 2016, table 2.
  private static func known(_ divergence: FDivergence, _ u: Double) -> (f: Double, v: Double) {
    switch divergence {
    case .kullbackLeibler: (u * log(u), 1 + log(u))
    case .reverseKullbackLeibler: (-log(u), log(u))
    case .pearson: ((u - 1) * (u - 1), 2 * (u - 1))
    case .squaredHellinger: ((u.squareRoot() - 1) * (u.squareRoot() - 1), log(u) / 2)
    case .jensenShannon: (u * log(u) - (u + 1) * log((u + 1) / 2), log(u))
    }
  }

  /// Three points, with probabilities in twelfths.
  private static let (p, q) = ([6, 4, 2], [1, 3, 8])

  private static func bound(_ divergence: FDivergence, outputs v: [Double]) -> Double {
    let (real, fake) = (Tensor.leaf("real", 12, 1), Tensor.leaf("fake", 12, 1))
    func repeated(_ counts: [Int]) -> [Double] {
      zip(v, counts).flatMap { [Double](repeating: $0, count: $1) }
    }
    return Interpreter([real: repeated(p), fake: repeated(q)])
      .value(divergence.bound(real: real, fake: fake))[0]
  }

  @Test(arguments: FDivergence.allCases)
  func theBoundIsTightAtTheOptimum(_ divergence: FDivergence) {
    let known = zip(Self.p, Self.q).map { Self.known(divergence, Double($0) / Double($1)) }
    let exact = zip(known, Self.q).reduce(0) { $0 + Double($1.1) / 12 * $1.0.f }
    let optimum = known.map(\.v)
    #expect(exact > 0.1)
    #expect(abs(Self.bound(divergence, outputs: optimum) - exact) < 1e-12)
    for place in 0..<3 {
      for step in [-0.1, 0.1] {
        var other = optimum
        other[place] += step
        #expect(Self.bound(divergence, outputs: other) < exact - 1e-4, "a bound from below")
      }
    }
  }

  /// Every divergence is an objective, under one name.
  @Test func everyDivergenceIsAnObjective() {
    #expect(Objective.divergences.map(\.name) == FDivergence.allCases.map(\.rawValue))
  }
}
