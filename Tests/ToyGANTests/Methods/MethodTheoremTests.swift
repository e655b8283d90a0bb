import Foundation
import Testing
import ToyGAN
import ToyGANLaws

@testable import ToyGANCore
@testable import ToyGANFiles
@testable import ToyGANGames
@testable import ToyGANSettings
@testable import ToyGANStudies
@testable import ToyGANTargets
@testable import ToyGANTensorBoard
@testable import ToyGANTheory

/// Losses and gradients that can be worked out on paper.
@Suite struct MethodTheoremTests {
  /// A critic w · x + b has slope |w| everywhere: with w = (3, 4) the penalty is λ (5 - 1)².
  @Test func penaltyOfALinearCritic() throws {
    let (real, latents) = (Tensor.leaf("real", 2, 2), Tensor.leaf("latents", 2, 2))
    let linear = MLP(inputs: 2, hidden: [], outputs: 1)
    let generator = Player("generator", MLP(inputs: 2, hidden: [], outputs: 2), SGD())
    let critic = Player("discriminator", linear, SGD())
    let game = Game(
      generator: generator, discriminator: critic, real: real, latents: latents,
      penalties: [GradientPenalty(weight: 0.1)])
    let losses = WGANGP().losses(in: game)
    let parameters = critic.network.parameters
    let gradient = losses.discriminator.gradient(at: parameters)
    var given: [Tensor: [Double]] = [
      real: [1, 0, 0, 2], latents: [1, 1, -1, 0], parameters: [3, 4, 7],
      generator.network.parameters: [1, 0, 0, 1, 0, 0],  // the identity
    ]
    for draw in Tensor.nodes(of: [losses.discriminator]) {
      if case .draw = draw.node.op { given[draw] = [0.25, 0.75] }
    }
    let values = Interpreter(given).values([losses.discriminator, losses.generator, gradient])
    // Critic on generated samples: 14, 4; on real ones: 10, 15. b cancels.
    let estimate = (14.0 + 4) / 2 - (10.0 + 15) / 2
    #expect(abs(values[0][0] - (estimate + 0.1 * 16)) < 1e-11)
    #expect(abs(values[1][0] + estimate) < 1e-12)
    // d/dw: mean G(z) - mean x = (0 - 0.5, 0.5 - 1), plus λ 2 (|w| - 1) w / |w|; d/db = 0.
    for (ours, hand) in zip(values[2], [-0.5 + 0.8 * 3 / 5, -0.5 + 0.8 * 4 / 5, 0]) {
      #expect(abs(ours - hand) < 1e-11, "\(ours) for \(hand)")
    }
  }

  /// A bilinear game, V(θ, w) = w (m - θ), of a critic w · x and a generator θ.
  ///
  /// Descending -V, the critic climbs: w_K = w + K h (m - θ). The generator descends V there, with
  /// slope dV/dθ = -w_K - (m - θ) K h = -w - 2 K h (m - θ).
  @Test(arguments: 0...5)
  func unrolledSlopeOnABilinearGame(_ steps: Int) {
    let (h, m, theta, w) = (0.3, 1.5, 0.25, -0.75)
    let (real, latents) = (Tensor.leaf("real", 2, 1), Tensor.leaf("latents", 2, 1))
    let linear = MLP(inputs: 1, hidden: [], outputs: 1)
    let generator = Player("generator", linear, SGD())
    let critic = Player("discriminator", linear, SGD(learningRate: h))
    let game = Game(generator: generator, discriminator: critic, real: real, latents: latents)
    let losses = UnrolledGAN(steps: steps, objective: .wasserstein).losses(in: game)
    let parameters = generator.network.parameters
    // Latents of zero: the generator's output is its bias, θ.
    let given: [Tensor: [Double]] = [
      real: [m - 1, m + 1], latents: [0, 0], parameters: [0.9, theta],
      critic.network.parameters: [w, 0.4], critic.time: [0],
    ]
    let values = Interpreter(given).values([
      losses.generator, losses.generator.gradient(at: parameters), losses.discriminator,
    ])
    let (k, gap) = (Double(steps), m - theta)
    #expect(abs(values[0][0] - (w + k * h * gap) * gap) < 1e-12, "V after K steps")
    #expect(abs(values[1][1] - (-w - 2 * k * h * gap)) < 1e-12, "its slope")
    #expect(abs(values[2][0] + w * gap) < 1e-12, "the critic's own loss is of the present")
  }

  /// A slope penalty in an unrolling is on the slope of the weights as they are then, w_k, which come from
  /// the same samples: with R1 and R2 alike w_{k+1} = w_k + h (m - θ) - h γ w_k.
  @Test(arguments: [1, 2, 3], [true, false])
  func unrolledSlopePenalties(_ steps: Int, isR1: Bool) {
    let (h, gamma, m, theta, w) = (0.3, 0.5, 1.5, 0.25, -0.75)
    let (real, latents) = (Tensor.leaf("real", 2, 1), Tensor.leaf("latents", 2, 1))
    let linear = MLP(inputs: 1, hidden: [], outputs: 1)
    let generator = Player("generator", linear, SGD())
    let critic = Player("discriminator", linear, SGD(learningRate: h))
    let game = Game(
      generator: generator, discriminator: critic, real: real, latents: latents,
      penalties: [isR1 ? R1(weight: gamma) : R2(weight: gamma)])
    let losses = UnrolledGAN(steps: steps, objective: .wasserstein).losses(in: game)
    let given: [Tensor: [Double]] = [
      real: [m - 1, m + 1], latents: [0, 0], generator.network.parameters: [0.9, theta],
      critic.network.parameters: [w, 0.4], critic.time: [0],
    ]
    let values = Interpreter(given).values([
      losses.generator, losses.generator.gradient(at: generator.network.parameters),
    ])
    let gap = m - theta
    let (kept, ahead) = (0..<steps).reduce((1.0, w)) { state, _ in
      (state.0 * (1 - h * gamma), state.1 + h * gap - h * gamma * state.1)
    }
    #expect(abs(values[0][0] - ahead * gap) < 1e-12, "V after K steps")
    // d w_K / dθ = -h Σ (1 - h γ)^j = -(1 - (1 - h γ)^K) / γ.
    let slope = -ahead - gap * (1 - kept) / gamma
    #expect(abs(values[1][1] - slope) < 1e-12, "its slope")
  }

  /// An equilibrium's loss: logits of 0 give 2 log 2 to the discriminator.
  ///
  /// Goodfellow et al. 2014, theorem 1: the value is -log 4.
  @Test(arguments: [Objective.minimax, .nonSaturating])
  func lossOfAnUndecidedDiscriminator(_ objective: Objective) {
    let zero = Tensor.leaf("logits", 3, 1)
    let losses = [
      objective.discriminator(real: zero, fake: zero), objective.generator(real: zero, fake: zero),
    ]
    let values = Interpreter([zero: [0, 0, 0]]).values(losses)
    #expect(abs(values[0][0] - 2 * log(2)) < 1e-15)
    #expect(abs(values[1][0] - (objective == .minimax ? -2 : 1) * log(2)) < 1e-15)
  }

  /// Generator and encoder descend the discriminator's loss with its labels exchanged.
  ///
  /// For logits l of real and m of generated pairs that is softplus(l) + softplus(-m); of a zero-sum game
  /// they descend the opposite.
  @Test func jointLossesOfGeneratorAndEncoder() throws {
    func softplus(_ x: Double) -> Double { log(1 + exp(x)) }
    let (real, fake) = (Tensor.leaf("real", 2, 1), Tensor.leaf("fake", 2, 1))
    func value(_ objective: Objective) -> Double {
      Interpreter([real: [1, -0.5], fake: [2, 0.25]]).value(
        objective.joint(real: real, fake: fake))[0]
    }
    let exchanged = (softplus(1) + softplus(-0.5) + softplus(-2) + softplus(-0.25)) / 2
    #expect(abs(value(.nonSaturating) - exchanged) < 1e-12)
    #expect(
      abs(value(.minimax) + (softplus(-1) + softplus(0.5) + softplus(2) + softplus(0.25)) / 2)
        < 1e-12)
    #expect(abs(value(.wasserstein) - (0.25 - 1.125)) < 1e-12)
    // And so do ALI's players, of what they see.
    let small = SmallGame(ALI())
    let losses = ALI().losses(in: small.game)
    let pairs = [small.game.decision(small.game.real), small.game.decision(small.game.fake)]
    var given = small.given
    var random = SeededGenerator(4)
    for draw in Tensor.nodes(of: [losses.generator]) {
      if case .draw = draw.node.op { given[draw] = random.numbers(draw.shape.count) }
    }
    let values = Interpreter(given).values([losses.generator] + pairs)
    let terms = values[1].map(softplus) + values[2].map { softplus(-$0) }
    #expect(abs(values[0][0] - terms.reduce(0, +) / Double(values[1].count)) < 1e-12)
  }

  /// σ(decision) is Z / (Z + 1), and the loss is that of the labels besides the objective's.
  @Test func semiSupervisedDecisions() {
    let outputs = Tensor.leaf("outputs", 2, 3)
    let logits = [0.5, -1, 2, -3, -2.5, 0]
    let decisions = Interpreter([outputs: logits]).value(SemiSupervisedGAN().decision(outputs))
    for row in 0..<2 {
      let z = logits[3 * row..<3 * row + 3].reduce(0) { $0 + exp($1) }
      #expect(abs(1 / (1 + exp(-decisions[row])) - z / (z + 1)) < 1e-12)
    }
    let methods = [
      SemiSupervisedGAN(labels: 1), SemiSupervisedGAN(labels: 1, usesUnlabelled: false),
    ]
    let values = methods.map { method in
      let small = SmallGame(method)
      let (real, fake) = (
        small.game.decision(small.game.real), small.game.decision(small.game.fake)
      )
      return Interpreter(small.given).values([
        method.losses(in: small.game).discriminator,
        Objective.nonSaturating.discriminator(real: real, fake: fake),
      ])
    }
    #expect(abs(values[0][0][0] - values[1][0][0] - values[0][1][0]) < 1e-12)
    #expect(values[0][1][0] > 0.1 && values[1][0][0] > 0.1)
  }

  /// A penalty on the players' gradients sees all that they descend, a shared recognizer's term too.
  @Test func penaltiesSeeTheWholeLoss() {
    let method = InfoGAN(
      objective: .nonSaturating, categories: 3, continuous: 1, sharesLayers: true)
    var parts = Configuration()
    let bare = SmallGame(method, parts: parts)
    parts.penalties = [GradientNorm(weight: 0.5)]
    let penalized = SmallGame(method, parts: parts)
    let losses = method.losses(in: bare.game)
    let square = losses.discriminator.gradient(
      at: bare.game.discriminator.network.parameters
    ).squared().sum()
    let values = Interpreter(bare.given).values([losses.generator, square])
    let total = Interpreter(penalized.given).value(method.losses(in: penalized.game).generator)
    #expect(abs(total[0] - values[0][0] - 0.5 * values[1][0]) < 1e-12)
  }

  /// A method by name is not that method without the part that makes it.
  @Test(arguments: [
    ("extragradient\nschedule: alternating", "schedule"),
    ("optimistic\noptimizer: sgd", "generator.optimizer.isOptimistic"),
    ("wgan\ndiscriminator: {weightClip: none}", "discriminator.weightClip"),
    ("pacgan\ndiscriminator: {packing: 1}", "discriminator.packing"),
    ("spectral-norm\ndiscriminator: {spectralNormalization: false}", "spectralNormalization"),
    ("wgan-gp\npenalties: none", "penalties"), ("wgan-lp\npenalties: none", "penalties"),
    ("dragan\npenalties: none", "penalties"), ("r1\npenalties: none", "penalties"),
    ("consensus\npenalties: none", "penalties"), ("gdpp\npenalties: none", "penalties"),
    ("historical-averaging\npenalties: none", "penalties"),
    ("feature-matching\npenalties: {featureMatching: {weight: 0}}", "featureMatching.weight"),
    ("{name: unrolled, steps: 101}", "method.steps"), ("top-k\nbatch: 10000", "batch"),
    ("wgan\npenalties: [jensenShannonRegularizer]", "penalties.jensenShannonRegularizer"),
    ("gan\nbatch: 1\ngenerator: {batchNormalization: {momentum: 0.1}}", "batch"),
    ("gan\noptimizer: {name: rmsprop, epsilon: 0}", "optimizer.epsilon"),
    ("gan\noptimizer: {name: adam, epsilon: 0}", "optimizer.epsilon"),
  ])
  func partsThatMakeAMethodStay(_ text: String, _ key: String) {
    let error = #expect(throws: SettingError.self) {
      try Configuration(yaml: "method: \(text)")
    }
    #expect(error?.key.hasSuffix(key) == true, "\(String(describing: error))")
  }

  /// Every file in Methods/ that declares a method is in the registry, and nothing else is.
  @Test func theCatalogueIsComplete() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/ToyGAN/Games/Methods")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var declared: Set<String> = []
    for file in files where file.hasSuffix(".swift") && file != "MultiplayerMethod.swift" {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(
        of: /struct (\w+): (?:TrainingMethod|MultiplayerMethod|BidirectionalGAN)/)
      {
        declared.insert(String(match.1))
      }
    }
    #expect(!declared.isEmpty)
    #expect(declared == Set(Registry.standard.methods.map { "\($0)" }))
    #expect(
      Set(Registry.standard.methods.map { $0.name }).count == Registry.standard.methods.count,
      "names clash")
  }
}
