import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies

/// All players' losses of every method, differentiated twice, against difference quotients.
@Suite struct MethodGradientTests {
  /// The largest error measured is 4.1e-10, of a ReLU network close to a kink.
  static let tolerance = 1e-8

  static let optimizers: [any Optimizer] = [
    SGD(learningRate: 0.1), SGD(learningRate: 0.1, momentum: 0.5),
    RMSProp(learningRate: 0.05, epsilon: 1e-2),
    Adam(learningRate: 0.05, epsilonUnderRoot: 1e-2),
  ]

  /// Every method there is, on a pointwise and on a minibatch discriminator, smooth and not.
  @Test(arguments: Registry.standard.methods.indices, [Activation.tanh, .relu])
  func everyMethod(_ number: Int, _ activation: Activation) {
    for closeness in [nil, MinibatchDiscrimination(kernels: 2, dimensions: 2)] {
      let type = Registry.standard.methods[number]
      let method = smallMethod(type, unrolling: 1)
      let small = SmallGame(
        method, batch: 3, hidden: [3], activation: activation, closeness: closeness,
        discriminatorOptimizer: Self.optimizers[3], parts: .parts(of: method), seed: 21)
      check(method, small, "\(type.name), \(activation), \(closeness == nil ? "" : "closeness")")
    }
  }

  /// A recognizer that is part of the discriminator.
  @Test func sharedRecognizer() {
    let method = InfoGAN(objective: .nonSaturating, categories: 3)
    let small = SmallGame(
      method, batch: 3, hidden: [3], activation: .tanh,
      discriminatorOptimizer: Self.optimizers[3], parts: .parts(of: method), seed: 24)
    check(method, small, "infogan, shared")
  }

  /// Through every optimizer; more steps than five make the same expressions, only longer.
  @Test(arguments: 0...5, optimizers.indices)
  func unrolling(_ steps: Int, _ optimizer: Int) {
    let small = SmallGame(
      batch: 3, hidden: [3], discriminatorOptimizer: Self.optimizers[optimizer], seed: 22)
    check(UnrolledGAN(steps: steps), small, "unrolled \(steps), optimizer \(optimizer)")
  }

  /// A rule wrong in the sigmoid, which appears in no loss but in the gradient of one, is caught at
  /// first order by unrolled losses alone.
  @Test(arguments: [1, 3])
  func aWrongSigmoidIsCaughtThroughUnrolling(_ steps: Int) {
    for (steps, isCaught) in [(0, false), (steps, true)] {
      let small = SmallGame(
        batch: 3, hidden: [3], discriminatorOptimizer: SGD(learningRate: 0.3), seed: 23)
      let loss = UnrolledGAN(steps: steps).losses(in: small.game).generator
      let leaf = small.game.generator.network.parameters
      for relative in [1e-3, 1e-6] {
        let wrong = WrongRule(loss, .sigmoid, relative: relative, given: small.given)
        #expect((wrong.uses > 0) == isCaught)
        var (random, given) = (SeededGenerator(4), wrong.given)
        let (slope, v) = GradientCheck.slope(of: wrong.tensor, at: [leaf], &random, &given)
        let check = GradientCheck(loss, derivative: slope, along: v, given: given)
        #expect((check.error > Self.tolerance) == isCaught, "\(steps) steps, \(check)")
      }
    }
  }

  private func check(_ method: any TrainingMethod, _ small: SmallGame, _ name: String) {
    var small = small
    let losses = method.losses(in: small.game)
    small.fillDraws(of: [losses.generator, losses.discriminator])
    let (g, d) = (small.game.generator, small.game.discriminator)
    let companions = zip(small.game.players.companions, small.roles)
    let all = [g, d] + companions.map(\.0)
    let sides =
      [(losses.generator, g), (losses.discriminator, d)]
      + companions.map { (losses.of($1.side), $0) }
    for (loss, player) in sides {
      let orders = GradientCheck.orders(
        loss, at: [player.network.parameters], then: all.map(\.network.parameters),
        given: small.given)
      for order in orders {
        #expect(order.error < Self.tolerance, "\(name), \(player.name), \(order)")
      }
    }
  }
}
