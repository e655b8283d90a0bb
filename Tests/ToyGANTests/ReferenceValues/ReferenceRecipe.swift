import ToyGAN
import ToyGANLaws

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANGames
@testable import ToyGANStudies

/// One entry of `RECIPES` in `trajectories.py`, in this package's terms.
struct ReferenceRecipe: Sendable {
  var name: String
  var method: any TrainingMethod
  var activation = Activation.relu
  var hidden = [16]
  var inputScale = 0.25
  var discriminatorSteps = 1
  var weightClip: Double?
  var penalties: [any Penalty] = []
  var closeness: MinibatchDiscrimination?
  var optimizer: any Optimizer = Adam(learningRate: 1e-3, beta1: 0.5, beta2: 0.999, epsilon: 1e-8)
  var schedule = Schedule.alternating

  static let all = [
    ReferenceRecipe(name: "gan", method: GAN(objective: .minimax)),
    ReferenceRecipe(
      name: "gan-nonsaturating", method: GAN(objective: .nonSaturating), schedule: .simultaneous),
    ReferenceRecipe(
      name: "wgan", method: WGAN(), activation: .tanh, hidden: [16, 16],
      inputScale: 1, discriminatorSteps: 5, weightClip: 0.1,
      optimizer: RMSProp(learningRate: 1e-3, decay: 0.9, epsilon: 1e-10)),
    ReferenceRecipe(
      name: "wgan-gp", method: WGANGP(), activation: .tanh, hidden: [16, 16],
      inputScale: 1, discriminatorSteps: 5, penalties: [GradientPenalty(weight: 0.1)],
      optimizer: Adam(learningRate: 1e-3, beta1: 0.5, beta2: 0.9, epsilon: 1e-8)),
    ReferenceRecipe(
      name: "minibatch-discrimination", method: MinibatchDiscriminationGAN(),
      activation: .leakyRelu(slope: 0.2),
      closeness: MinibatchDiscrimination(kernels: 3, dimensions: 2)),
    ReferenceRecipe(
      name: "unrolled", method: UnrolledGAN(steps: 3, objective: .minimax),
      optimizer: Adam(
        learningRate: 1e-3, beta1: 0.5, beta2: 0.999, epsilon: 1e-8, epsilonUnderRoot: 1e-8)),
  ]
}

/// A recipe's game on a machine, fed by hand from the reference's inputs.
struct ReferenceRun {
  let game: Game
  let latents = Tensor.leaf("latents", ReferenceInputs.batch, ReferenceInputs.latent)
  let machine: any Machine
  private let recipe: ReferenceRecipe
  private(set) var discriminatorLosses: [Double] = []
  private(set) var generatorLosses: [Double] = []
  private(set) var firstGeneratorGradient: [Double] = []
  private var update = 0

  init(_ recipe: ReferenceRecipe, on machine: ([Routine]) -> any Machine) {
    self.recipe = recipe
    let generator = MLP(
      inputs: ReferenceInputs.latent, hidden: [16, 16], outputs: 2, activation: recipe.activation)
    let discriminator = MLP(
      inputs: 2, hidden: recipe.hidden, outputs: 1, activation: recipe.activation,
      inputScale: recipe.inputScale, minibatchDiscrimination: recipe.closeness)
    game = Game(
      generator: Player("generator", generator, recipe.optimizer),
      discriminator: Player(
        "discriminator", discriminator, recipe.optimizer, weightClip: recipe.weightClip),
      real: .leaf("real", ReferenceInputs.batch, 2), latents: latents,
      penalties: recipe.penalties)
    self.machine = machine(ReferenceRun.routines(recipe, game))
    for (player, first) in [(game.generator, 0), (game.discriminator, 6)] {
      for leaf in player.state {
        self.machine.give(leaf, Array(repeating: 0, count: leaf.shape.count))
      }
      let layout = player.network.architecture.layout
      self.machine.give(
        player.network.parameters, ReferenceInputs.parameters(layout, first: first))
    }
  }

  /// Discriminator, then generator; or both at once.
  private static func routines(_ recipe: ReferenceRecipe, _ game: Game) -> [Routine] {
    let losses = recipe.method.losses(in: game)
    let (g, d) = (game.generator, game.discriminator)
    let nextGenerator = (g, g.updated(descending: losses.generator))
    let nextDiscriminator = (d, d.updated(descending: losses.discriminator))
    let generated = [losses.generator, losses.generator.gradient(at: g.network.parameters)]
    if recipe.schedule == .simultaneous {
      return [
        Routine(
          "both", outputs: [losses.discriminator] + generated,
          advancing: [nextDiscriminator, nextGenerator])
      ]
    }
    return [
      Routine("discriminator", outputs: [losses.discriminator], advancing: [nextDiscriminator]),
      Routine("generator", outputs: generated, advancing: [nextGenerator]),
    ]
  }

  /// One generator step, with the discriminator steps before it.
  mutating func step() {
    var outputs: [[Double]] = []
    for _ in 0..<recipe.discriminatorSteps { outputs = feed(0) }
    discriminatorLosses.append(outputs[0][0])
    if recipe.schedule == .alternating { outputs = outputs + feed(1) }
    generatorLosses.append(outputs[1][0])
    if firstGeneratorGradient.isEmpty { firstGeneratorGradient = outputs[2] }
  }

  private mutating func feed(_ routine: Int) -> [[Double]] {
    machine.give(game.real, ReferenceInputs.real(update))
    machine.give(latents, ReferenceInputs.noise(update))
    for draw in machine.draws(of: routine) {
      machine.give(draw, ReferenceInputs.interpolation(update))
    }
    update += 1
    return machine.run(routine)
  }
}
