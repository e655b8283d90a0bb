import Foundation
import Testing
import ToyGAN

@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct CostCurvesTests {
  /// log(1 - D), -log D and -D / (1 - D), and their derivatives by the logit: -D, D - 1 and
  /// -D / (1 - D); dD/dlogit = D (1 - D).
  @Test func curvesAreTheTutorials() {
    let verdicts = [0.001, 0.1, 0.25, 0.5, 0.9, 0.999]
    let curves = CostCurves(verdicts: verdicts)
    for (i, d) in verdicts.enumerated() {
      let expected = [(log(1 - d), -d), (-log(d), d - 1), (-d / (1 - d), -d / (1 - d))]
      for (objective, (cost, slope)) in expected.enumerated() {
        #expect(abs(curves.costs[objective][i] - cost) < 2e-6 * max(1, abs(cost)))
        #expect(abs(curves.slopes[objective][i] - slope) < 2e-6 * max(1, abs(slope)))
      }
    }
  }

  /// What the minimax cost lacks in slope the non-saturating one has: together they are 1.
  @Test func slopesOfTheFirstTwoAddUp() {
    let curves = CostCurves(verdicts: (1...19).map { Double($0) / 20 })
    for (a, b) in zip(curves.slopes[0], curves.slopes[1]) { #expect(abs(a + b + 1) < 1e-6) }
  }
}

@Suite struct GaussianCostsTests {
  static let thetas = [0, 0.3, 1, 2, 3.5]
  private let exact = GaussianCosts(count: 2048)

  /// Exercise 7.3: the maximum-likelihood cost has the gradient of KL(data || model), θ here.
  @Test(arguments: thetas)
  func maximumLikelihoodDescendsKL(_ theta: Double) {
    let found = exact.estimators(at: theta)[2]
    #expect(abs(found.mean - exact.likelihoodGradient(at: theta)) < 1e-4)
    #expect(abs(found.mean - theta) < 1e-4)
    // E exp(2 logit) = exp(θ²).
    let deviation = theta * (exp(theta * theta) - 1).squareRoot()
    #expect(abs(found.deviation - deviation) < 1e-4 * max(1, deviation))
  }

  /// The same where the data are narrower or wider, and the logit is no straight line.
  ///
  /// Beyond √2 times the model's deviation the estimator has no variance; still it has its mean.
  @Test(arguments: [0.7, 1.2])
  func andForDataOfOtherBreadths(_ deviation: Double) {
    let model = GaussianCosts(count: 2048, dataDeviation: deviation)
    for theta in [-1.5, 0.4, 2] {
      let kl = model.likelihoodGradient(at: theta)
      #expect(abs(kl - theta) < 1e-4)
      #expect(abs(model.estimators(at: theta)[2].mean - kl) < 1e-4)
    }
  }

  /// The other two costs against the optimal discriminator, by differences of integrals that know
  /// nothing of costs.
  ///
  /// The minimax cost has the gradient of 2 JS (Goodfellow et al. 2014, theorem 1), the non-saturating
  /// one that of KL(model || data) - 2 JS (Arjovsky and Bottou 2017, theorem 2.5).
  @Test(arguments: [0.5, 1, 2, 3])
  func theOtherTwoDescendTheirDivergences(_ theta: Double) throws {
    let step = 0.01
    func distances(_ theta: Double) throws -> DistributionDistances {
      try DistanceExample.gaussians.exact(theta)
    }
    let (ahead, behind) = (try distances(theta + step), try distances(theta - step))
    let js = (ahead.jensenShannon - behind.jensenShannon) / (2 * step)
    // Of DistanceExample's P, the data, and Q, the model.
    let kl = (ahead.reverseKL - behind.reverseKL) / (2 * step)
    let found = exact.estimators(at: theta)
    #expect(abs(found[0].mean - 2 * js) < 1e-4)
    #expect(abs(found[1].mean - (kl - 2 * js)) < 1e-4)
    // The wrong divergence would not do.
    #expect(abs(found[1].mean - kl) > 0.1)
  }

  /// Within four standard errors of the integrals, of which nothing is known to the samples.
  @Test func samplesAgreeWithIntegrals() {
    let count = 20_000
    let sampled = GaussianCosts(count: count)
    let stream = RandomStream(seed: 3, name: "test")
    let found = sampled.estimates(at: 1, from: stream)
    let elsewhere = exact.estimators(at: 1.2)
    for (index, (estimate, integral)) in zip(found, exact.estimators(at: 1)).enumerated() {
      let error = integral.deviation / Double(count).squareRoot()
      #expect(abs(estimate.mean - integral.mean) < 4 * error, "\(index)")
      // Fourth moments are heavy where the deviation is: exp(6 θ²) for maximum likelihood.
      #expect(abs(estimate.deviation / integral.deviation - 1) < (index == 2 ? 0.25 : 0.03))
    }
    // A model elsewhere is told apart.
    let error = elsewhere[1].deviation / Double(count).squareRoot()
    #expect(abs(found[1].mean - elsewhere[1].mean) > 10 * error)
  }

  /// Noise per sample: the two costs of classifiers stay below 1 a unit of θ, the third explodes.
  @Test func noiseGrowsOnlyForMaximumLikelihood() {
    let (near, far) = (exact.estimators(at: 1), exact.estimators(at: 3))
    #expect(far[2].deviation / near[2].deviation > 100)
    for index in 0..<2 { #expect(near[index].deviation < 1 && far[index].deviation < 3) }
    // The minimax gradient fades with distance, the non-saturating one grows.
    #expect(exact.estimators(at: 4)[0].mean < exact.estimators(at: 2)[0].mean)
    #expect(exact.estimators(at: 4)[1].mean > exact.estimators(at: 2)[1].mean)
  }

  /// Learning follows the expected gradient: without noise, θ after a step is θ - rate · mean.
  @Test func aStepGoesDownTheMeanGradient() {
    let count = 20_000
    let model = GaussianCosts(count: count, learningRate: 0.1)
    for objective in 0..<2 {
      let stream = RandomStream(seed: 1, name: "step")
      let path = model.learning(objective, from: 2, steps: 1, stream: stream)
      let expected = 2 - 0.1 * exact.estimators(at: 2)[objective].mean
      #expect(abs(path[1] - expected) < 4 * 0.1 / Double(count).squareRoot())
    }
  }

  /// The non-saturating cost brings the mean to the data, the minimax cost a good deal later.
  @Test func whoLearns() {
    let learning = GeneratorCosts.learning(runs: 5)
    let medians = learning.map { $0.spreads.map(\.middle) }
    #expect(abs(medians[1][100]) < 0.1)
    #expect(medians[0][25] > medians[1][25] + 1)
    #expect(learning.allSatisfy { $0.spreads.count == GeneratorCosts.steps + 1 })
  }

  /// A sample beyond -θ weighs so much that a step leads past the data, where all gradients vanish: of
  /// 1,500 paths of an independent program 3.4 % were there after 60 steps.
  @Test func someAreThrownTooFar() {
    let lost = GeneratorCosts.learning(runs: 400).map(\.lost)
    #expect(lost[0] == 0 && lost[1] == 0)
    // 13.6 expected, with a deviation of 3.6.
    #expect((3...26).contains(lost[2]), "\(lost[2])")
    // There the expected gradient is as before, and no estimate sees any of it.
    let stream = RandomStream(seed: 5, name: "test")
    let estimate = GaussianCosts(count: 10_000).estimates(at: -12, from: stream)[2]
    #expect(abs(estimate.mean) < 1e-6)
  }
}
