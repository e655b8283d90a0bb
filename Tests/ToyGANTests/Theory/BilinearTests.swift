import Foundation
import Testing
import ToyGAN

@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANTheory

@Suite struct BilinearTests {
  /// The program works in Float: a hundred products with numbers near 1 cost some 1e-5 of them.
  @Test(arguments: BilinearMethod.allCases)
  func pathsAreTheirClosedForms(_ method: BilinearMethod) {
    let path = method.path(from: Bilinear.start, steps: Bilinear.steps)
    #expect(path.count == Bilinear.steps + 1)
    for (step, place) in path.enumerated() {
      let exact = method.exact(from: Bilinear.start, steps: step)
      #expect((place - exact).length < 1e-5 * max(1, exact.length), "step \(step)")
    }
  }

  /// From elsewhere too, so that no formula leans on y = 0.
  @Test(arguments: BilinearMethod.allCases)
  func pathsFromElsewhere(_ method: BilinearMethod) {
    let start = SIMD2(-0.5, 0.75)
    let last = method.path(from: start, steps: 37).last ?? .zero
    #expect((last - method.exact(from: start, steps: 37)).length < 1e-5)
  }

  /// Every step of the spiral is longer than the last by √(1 + η²).
  @Test func simultaneousStepsSpiralOut() {
    let radii = BilinearMethod.simultaneous.path(from: Bilinear.start, steps: 100).map(\.length)
    for (a, b) in zip(radii, radii.dropFirst()) {
      #expect(abs(b / a - 1.04.squareRoot()) < 1e-6)
    }
  }

  @Test func alternatingStepsKeepAnEllipse() {
    let path = BilinearMethod.alternating.path(from: Bilinear.start, steps: 1000)
    #expect(path.allSatisfy { abs(BilinearMethod.conserved(at: $0) - 1) < 1e-5 })
    // Its half axes are 1 / √(1 ± η/2).
    #expect(path.allSatisfy { $0.length < 1.0541 && $0.length > 0.9534 })
    // Nothing of the kind holds for the others.
    let control = BilinearMethod.simultaneous.path(from: Bilinear.start, steps: 10)
    #expect(control.dropFirst().allSatisfy { BilinearMethod.conserved(at: $0) > 1.03 })
  }

  /// |trace| < 2 is |2 - η²| < 2: the ellipse opens at η = 2.
  @Test func alternatingIsBoundedBelowTwo() {
    func farthest(_ learningRate: Double) -> Double {
      let play = ScalarGamePlay(
        BilinearMethod.alternating.game(learningRate: learningRate), schedule: .alternating)
      return play.path(from: Bilinear.start, steps: 100).map(\.length).max() ?? .nan
    }
    #expect(farthest(1.9) < 5)
    #expect(farthest(2.1) > 1e6)
  }

  static let rates = [0.05, 0.2, 0.4]

  /// Eigenvalues of the map that the compiled step is, memory of the optimizer included.
  @Test(arguments: BilinearMethod.allCases.filter { !$0.isAveraged }, rates)
  func moduliAreTheFormulas(_ method: BilinearMethod, _ rate: Double) throws {
    let map = ScalarGamePlay(method.game(learningRate: rate), schedule: method.schedule).map()
    #expect(map.count == (method == .optimistic ? 4 : 2))
    let modulus = try Eigenvalues.of(map).map(\.modulus).max() ?? .nan
    #expect(abs(modulus - (method.modulus(learningRate: rate) ?? .nan)) < 2e-7)
  }

  /// Which of them arrive: the moduli say so, and so do the radii after a thousand steps.
  @Test(arguments: BilinearMethod.allCases)
  func whoArrives(_ method: BilinearMethod) {
    let last = method.path(from: Bilinear.start, steps: 1000).last?.length ?? .nan
    switch method {
    case .simultaneous, .averagedSimultaneous: #expect(last > 1e4)
    case .alternating: #expect(last > 0.95 && last < 1.06)
    case .extragradient, .optimistic, .consensus: #expect(last < 1e-8)
    // At most |M¹⁰⁰¹ - 1| |(M - 1)⁻¹| / 1001, some 2 / (η · 1001).
    case .averagedAlternating: #expect(last < 0.011)
    }
  }

  @Test func theOrbitInContinuousTimeIsACircle() {
    let play = ScalarGamePlay(BilinearMethod.simultaneous.game())
    let start = SIMD2(0.6, -1.1)
    for time in stride(from: 0.0, through: 7, by: 0.5) {
      let place = BilinearMethod.orbit(from: start, time: time)
      #expect(abs(place.length - start.length) < 1e-12)
      // It moves along the players' field.
      let ahead = BilinearMethod.orbit(from: start, time: time + 1e-4)
      let behind = BilinearMethod.orbit(from: start, time: time - 1e-4)
      #expect(((ahead - behind) / 2e-4 - play.field(at: place)).length < 1e-6)
    }
  }

  /// Steps of Euler's method follow the orbit to first order: half the step, half the error.
  @Test func smallStepsFollowTheOrbit() {
    func error(steps: Int) -> Double {
      let game = ScalarGame.bilinear(optimizer: SGD(learningRate: 1 / Double(steps)))
      let last = ScalarGamePlay(game).path(from: Bilinear.start, steps: steps).last ?? .zero
      return (last - BilinearMethod.orbit(from: Bilinear.start, time: 1)).length
    }
    let ratio = error(steps: 100) / error(steps: 200)
    #expect(abs(ratio - 2) < 0.02)
  }

  @Test func findingsAreTheSameEveryTime() throws {
    let (a, b) = (try Bilinear().findings(), try Bilinear().findings())
    #expect(a.figures.map(\.name) == [Bilinear.name])
    #expect(a.figures[0].script == b.figures[0].script)
    #expect(a.figures[0].data.map(\.text) == b.figures[0].data.map(\.text))
    #expect(a.explanation == b.explanation)
    #expect(a.explanation.contains("simultaneous: 7.107, × 1.0198 a step"))
  }
}
