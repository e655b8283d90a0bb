import Testing
import ToyGANTestSupport

@testable import ToyGAN

@Suite struct ProgramTests {
  static let methods: [any TrainingMethod] =
    Catalogue.methods.map { $0.init() } + (0...5).map { UnrolledGAN(steps: $0) }

  @Test(arguments: methods.indices, [0, 1, 2])
  func equalsTheInterpreter(_ method: Int, _ variant: Int) {
    let method = Self.methods[method]
    let optimizer: any Optimizer = [
      Adam(learningRate: 0.05, epsilonUnderRoot: 1e-4), SGD(learningRate: 0.1, momentum: 0.5),
      RMSProp(learningRate: 0.01, epsilon: 1e-4),
    ][variant]
    var small = SmallGame(
      batch: [4, 9, 40][variant], hidden: [[5, 4], [7], [17, 16]][variant],
      activation: [.tanh, .relu, .leakyRelu][variant],
      closeness: variant == 1 ? nil : MinibatchDiscrimination(kernels: 3, dimensions: 2),
      generatorOptimizer: optimizer, discriminatorOptimizer: optimizer,
      parts: .parts(of: method))
    let losses = method.losses(in: small.game)
    let routine = Routine(
      "both", outputs: [losses.generator, losses.discriminator] + losses.monitors.map(\.value),
      advancing: [
        (small.game.generator, small.game.generator(after: losses)),
        (small.game.discriminator, small.game.discriminator(after: losses)),
      ])
    small.fillDraws(of: routine.outputs + routine.updates.map(\.value))
    for comparison in compare(routine, given: small.given) {
      #expect(comparison.error < 2e-4, "\(type(of: method).name) \(comparison.name)")
    }
  }
}
