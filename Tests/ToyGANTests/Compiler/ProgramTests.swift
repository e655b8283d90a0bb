import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANMetrics
@testable import ToyGANStudies
@testable import ToyGANTheory

@Suite struct ProgramTests {
  static let methods: [any TrainingMethod] =
    Registry.standard.methods.map { smallMethod($0, unrolling: 10) }
    + (0...5).map { UnrolledGAN(steps: $0) }

  @Test(arguments: methods.indices, [0, 1, 2])
  func equalsTheInterpreter(_ method: Int, _ variant: Int) {
    let method = Self.methods[method]
    let optimizer: any Optimizer = [
      Adam(learningRate: 0.05, epsilonUnderRoot: 1e-4), SGD(learningRate: 0.1, momentum: 0.5),
      RMSProp(learningRate: 0.01, epsilon: 1e-4),
    ][variant]
    var small = SmallGame(
      method, batch: [4, 9, 40][variant], hidden: [[5, 4], [7], [17, 16]][variant],
      activation: [.tanh, .relu, .leakyRelu][variant],
      closeness: variant == 1 ? nil : MinibatchDiscrimination(kernels: 3, dimensions: 2),
      generatorOptimizer: optimizer, discriminatorOptimizer: optimizer,
      parts: .parts(of: method))
    let losses = method.losses(in: small.game)
    let routine = Routine(
      "all",
      outputs: [losses.generator, losses.discriminator] + losses.monitors.map(\.value)
        + method.interface.observations(in: small.evaluationGame).map(\.value),
      advancing: [
        (small.game.generator, small.game.generator(after: losses)),
        (small.game.discriminator, small.game.discriminator(after: losses)),
      ]
        + zip(small.game.players.companions, small.roles).map { player, role in
          (player, small.game.companion(player, as: role, after: losses))
        })
    small.fillDraws(of: routine.outputs + routine.updates.map(\.value))
    for comparison in compare(routine, given: small.given) {
      #expect(comparison.error < 2e-4, "\(type(of: method).name) \(comparison.name)")
    }
  }

  /// Derivatives of derivatives of derivatives make groups that need more than a kernel's registers,
  /// and would make some layers anew a hundred times: [64, 64] is large enough for both.
  @Test func groupsThatAreTooLargeAreCut() {
    var small = SmallGame(
      batch: 64, hidden: [64], activation: .relu,
      discriminatorOptimizer: Adam(learningRate: 1e-3, epsilonUnderRoot: 1e-4),
      parts: .parts { $0.penalties = [R1(weight: 1)] })
    let losses = UnrolledGAN(steps: 4, objective: .minimax).losses(in: small.game)
    let routine = Routine(
      "generator", outputs: [losses.generator],
      advancing: [(small.game.generator, small.game.generator(after: losses))])
    small.fillDraws(of: routine.outputs)
    for comparison in compare(routine, given: small.given) {
      #expect(comparison.error < 2e-4, "\(comparison.name)")
    }
  }
}
