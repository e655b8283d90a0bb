import Foundation
import Testing
import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANFigures
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

@Suite struct OptimalDiscriminatorTests {
  private static func normals(apart distance: Double) -> OptimalDiscriminator {
    OptimalDiscriminator(
      data: .normal(mean: 0, deviation: 1), generated: .normal(mean: distance, deviation: 1))
  }

  /// Of N(0, 1) and N(s, 1): log p / q = s² / 2 - s x.
  @Test func optimumBetweenNormalsIsLogistic() {
    let optimum = Self.normals(apart: 1.5)
    for x in stride(from: -6.0, through: 6, by: 0.5) {
      let expected: Double = 1 / (1 + exp(1.5 * x - 1.125))
      #expect(abs(optimum(x) - expected) < 1e-12)
    }
  }

  /// Theorem 1: what is integrated through D* and what through the divergence are two integrands.
  @Test(arguments: [
    OptimalDiscriminator(
      data: .normal(mean: 0, deviation: 1), generated: .normal(mean: 1.5, deviation: 0.6)),
    OptimalDiscriminator(
      data: .normal(mean: -1, deviation: 0.3), generated: .normal(mean: 2, deviation: 2)),
    OptimalDiscriminator(
      data: .uniform(from: 0, to: 1), generated: .uniform(from: 0.25, to: 2)),
    OptimalDiscriminator(
      data: .normal(mean: 0, deviation: 1), generated: .uniform(from: -1, to: 3)),
  ])
  func valueIsThatOfTheDivergence(_ optimum: OptimalDiscriminator) throws {
    let expected: Double = -log(4) + 2 * (try optimum.jensenShannon())
    #expect(abs(try optimum.value() - expected) < 1e-9)
    #expect(try optimum.jensenShannon() > 0.05)
  }

  @Test func equalDistributionsAreWorthMinusLogFour() throws {
    let optimum = Self.normals(apart: 0)
    #expect(abs(try optimum.value() + log(4)) < 1e-9)
    #expect(abs(try optimum.jensenShannon()) < 1e-9)
    #expect(optimum(0.3) == 0.5)
  }

  // Two uniform distributions of width 1 at a distance s ≤ 1 share 1 - s of their mass, where they are
  // equal, and the rest is told apart: s log 2. Normal ones nearby: s² / 8, Fisher's information by the
  // divergence's second derivative, with a relative error of order s².
  @Test func divergencesAreKnown() throws {
    for row in try SupportStudy.divergences() {
      #expect(abs(row.uniform - min(row.distance, 1) * log(2)) < 1e-9)
      guard row.distance > 0 else { continue }
      let ratio = row.normal / (row.distance * row.distance / 8)
      #expect(row.distance > 0.2 || abs(ratio - 1) < 0.01)
      #expect(row.normal < log(2) && ratio < 1)
    }
  }

  // Proposition 1: whatever is added to the logit costs value. And the rule for networks agrees with the
  // adaptive one.
  @Test func noOtherDiscriminatorDoesBetter() throws {
    let optimum = Self.normals(apart: 1.5)
    let quadrature = Quadrature(over: -14...14, count: 400)
    func value(_ added: (Double) -> Double) -> Double {
      let logits = quadrature.points.map { Float(optimum.logit($0) + added($0)) }
      return optimum.value(ofLogits: logits, at: quadrature)
    }
    let best = value { _ in 0 }
    // Logits are Float: 1e-7 of them, to second order in the value.
    #expect(abs(best - (try optimum.value())) < 1e-7)
    for added in [{ _ in 0.1 }, { _ in -0.1 }, { 0.1 * $0 }, { sin(3 * $0) / 4 }] {
      #expect(value(added) < best - 1e-4)
    }
  }

  /// Nothing where neither has mass, and certainty where one has.
  @Test func undefinedWhereNothingFalls() {
    let apart = SupportStudy.apart
    #expect(apart(0).isNaN && apart(5).isNaN)
    #expect(apart(-1.5) == 1 && apart(1.5) == 0)
  }

  // A shorter study than the topic's: 64 samples, 1,000 updates to the optimum, 5 before each of 120
  // updates of a generator.
  @Test func trainingFindsTheOptimumAndOneHalf() throws {
    var study = GameValueStudy()
    (study.batch, study.settling, study.every) = (64, 1000, 30)
    (study.rounds, study.followUp) = (120, 5)
    try study.run()
    let (first, last) = (study.gameValues[0], study.gameValues[study.gameValues.count - 1])
    #expect(first.trained <= first.optimal && first.trained > first.optimal - 0.02)
    #expect(abs(last.trained + log(4)) < 0.02)
    #expect(last.trainedSpread < 0.1 && first.trainedSpread > 0.35)
    #expect(abs(first.optimal - (-log(4) + 2 * first.jensenShannon)) < 1e-9)
    let errors = study.moments.prefix(2).map { Self.error(of: $0) }
    #expect(errors[1] < 0.05)
    // Control: after ten updates it is far from it.
    #expect(errors[0] > 0.15)
    #expect(abs(study.moments[3].shift) < 0.2 && abs(study.moments[3].scale - 1) < 0.15)
  }

  /// Root mean square of D - D* under the mixture of both distributions.
  private static func error(of moment: GameValueStudy.Moment) -> Double {
    let quadrature = Quadrature(over: -8...8, count: 200)
    let trained = moment.trained(at: quadrature.points)
    return quadrature.sum { place, x in
      let density: Double =
        (moment.optimum.data.density(x) + moment.optimum.generated.density(x)) / 2
      let difference: Double = trained[place] - moment.optimum(x)
      return density * difference * difference
    }.squareRoot()
  }

  /// Seeds agree where samples fall, and nowhere else.
  @Test func seedsDisagreeWhereNothingFalls() {
    var study = SupportStudy()
    (study.seeds, study.updates, study.batch) = ([0, 1, 2], 400, 64)
    let pairs = study.pairs()
    #expect(pairs[0].disagreement(whereDefined: true) < 0.2)
    #expect(pairs[1].disagreement(whereDefined: true) < 0.05)
    #expect(pairs[1].disagreement(whereDefined: false) > 0.5)
  }
}
