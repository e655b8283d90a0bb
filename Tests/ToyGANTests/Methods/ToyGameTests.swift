import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANGames

/// Games of two numbers that papers use to show who converges.
@Suite struct ToyGameTests {
  /// Two players that each are one number, the output of a network on an input of zero.
  private struct Numbers {
    let game: Game
    let x, y: Tensor
    private let zero = Tensor.leaf("zero", 1, 1)

    init(_ penalties: [any Penalty] = [], optimizer: any Optimizer) {
      let auxiliaryWeights = penalties.flatMap(\.auxiliaryWeights)
      let one = MLP(inputs: 1, hidden: [], outputs: 1)
      game = Game(
        generator: Player("x", one, optimizer, auxiliaryWeights: auxiliaryWeights),
        discriminator: Player("y", one, optimizer, auxiliaryWeights: auxiliaryWeights), real: zero,
        latents: zero,
        penalties: penalties)
      (x, y) = (game.fake, game.discriminator(zero))
    }

    /// Values of expressions where the players stand at (x, y).
    func values(_ outputs: [Tensor], at place: (Double, Double)) -> [[Double]] {
      Interpreter([
        zero: [0], game.generator.network.parameters: [0, place.0],
        game.discriminator.network.parameters: [0, place.1],
      ]).values(outputs)
    }

    /// Distance to (1, 1), or elsewhere, after each of some simultaneous steps.
    func distances(
      _ losses: Losses, from start: (Double, Double), to goal: (Double, Double), steps: Int
    ) -> [Double] {
      let routine = Schedule.simultaneous.routines(
        descending: game.penalized(losses), in: game)[0]
      let machine = InterpretedMachine([
        Routine("step", outputs: [x, y], updates: routine.updates)
      ])
      machine.give(zero, [0])
      for (player, value) in [(game.generator, start.0), (game.discriminator, start.1)] {
        for leaf in player.state {
          machine.give(leaf, [Double](repeating: 0, count: leaf.shape.count))
        }
        for leaf in [player.network.parameters] + player.auxiliaryWeights.map(\.weights) {
          machine.give(leaf, [0, value])
        }
      }
      return (0..<steps).map { _ in
        let place = machine.run(0)
        return hypot(place[0][0] - goal.0, place[1][0] - goal.1)
      }
    }
  }

  /// V = (f(x) - 1) (y - 1), f(x) = x below zero and x² above: descent goes round and out, and with
  /// historical averaging to (1, 1).
  ///
  /// Salimans et al. 2016, arXiv:1606.03498, section 3.3, says of it that plain descent orbits.
  @Test(arguments: [(0.0, false), (0.5, true)])
  func historicalAveragingFindsTheEquilibrium(_ weight: Double, _ converges: Bool) {
    let numbers = Numbers(
      weight == 0 ? [] : [HistoricalAveraging(weight: weight)],
      optimizer: SGD(learningRate: 0.02))
    let f = numbers.x.relu().squared() - (-numbers.x).relu()
    let value = (f - 1) * (numbers.y - 1)
    let distances = numbers.distances(
      Losses(generator: value, discriminator: -value), from: (0.3, 0.5), to: (1, 1), steps: 5000)
    // The same recursion by hand, in a few lines of Python: 0.0093 and 18.8.
    #expect((distances[4999] < 0.01) == converges)
    #expect(converges || distances[4999] > 10)
  }

  /// Mean learning: a target N(3, 1), a critic w x, a generator z + θ; V = w (3 - θ) in expectation.
  ///
  /// Daskalakis et al. 2018, arXiv:1711.00141, section 3: descent goes round and out, optimistic
  /// descent in. A step of 0.1 turns by 0.1 and stretches by √1.01, or shrinks by 0.995.
  @Test(arguments: [false, true])
  func optimismLearnsTheMean(_ isOptimistic: Bool) {
    let numbers = Numbers(optimizer: SGD(learningRate: 0.1, isOptimistic: isOptimistic))
    let value = numbers.y * (3 - numbers.x)
    let distances = numbers.distances(
      Losses(generator: value, discriminator: -value), from: (1.7, 1.4), to: (3, 0), steps: 1000)
    let last = distances[999] / distances[0]
    if isOptimistic {
      #expect(last < 0.01)
    } else {
      #expect(abs(last / pow(1.01, 499.5) - 1) < 1e-6)
    }
  }

  /// ξ = ±(x, y) plus a turn: at an unstable point the adjustment pushes away from it, at a stable one
  /// towards it.
  ///
  /// With L_x = ∓x²/2 + x y and L_y = ∓y²/2 - x y, A = (0, 1; -1, 0): Aᵀ ξ is (x + y, y - x) about the
  /// unstable origin, where λ turns negative, and (x - y, x + y) about the stable one. Balduzzi et al.
  /// 2018, section 3.4.
  @Test(arguments: [false, true])
  func alignmentTellsStableFromUnstable(_ isStable: Bool) {
    let numbers = Numbers(optimizer: SGD())
    let (x, y) = (numbers.x, numbers.y)
    let sign: Double = isStable ? 0.5 : -0.5
    let losses = Losses(
      generator: sign * x.squared() + x * y, discriminator: sign * y.squared() - x * y)
    let terms = SymplecticGradientAdjustment(weight: 1).terms(
      in: numbers.game, besides: losses)
    let (a, b) = (1.5, 0.5)
    let forces = numbers.values(
      [terms.generatorForce, terms.discriminatorForce].compactMap(\.self), at: (a, b))
    let expected = isStable ? (a - b, a + b) : (-(a + b), -(b - a))
    #expect(abs(forces[0][1] - expected.0) < 1e-12 && abs(forces[1][1] - expected.1) < 1e-12)
  }
}
