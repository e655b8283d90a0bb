import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
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
    let (routine, given) = update(by: Self.methods[method], variant)
    for comparison in compare(routine, given: given) {
      #expect(comparison.error < 2e-4, "\(type(of: Self.methods[method]).name) \(comparison.name)")
    }
  }

  /// Of 40 rows, sixteen at a time and eight at the end.
  @Test(arguments: methods.indices) func equalsTheInterpreterInBands(_ method: Int) throws {
    let (routine, given) = update(by: Self.methods[method], 2)
    let program = try Program([routine], atMost: .max, rowsOfBand: { _ in 16 })
    for comparison in compare(routine, given: given, by: program) {
      #expect(comparison.error < 2e-4, "\(type(of: Self.methods[method]).name) \(comparison.name)")
    }
    #expect(program.code[0].passes.contains { $0.rows == 40 && $0.numbers.count > 3 })
    #expect(program.code[0].graph.vertices.indices.contains { program.code[0].plan.isBanded($0) })
  }

  /// One update of all players, and what it reads.
  private func update(
    by method: any TrainingMethod, _ variant: Int
  ) -> (routine: Routine, given: [Tensor: [Double]]) {
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
    return (routine, small.given)
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
