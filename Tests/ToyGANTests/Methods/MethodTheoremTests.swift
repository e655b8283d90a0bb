import Foundation
import Testing
import ToyGANTestSupport

@testable import ToyGAN

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

  /// Every file in Methods/ that declares a method is in the catalogue, and nothing else is.
  @Test func theCatalogueIsComplete() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/ToyGAN/Methods")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var declared: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for match in text.matches(of: /struct (\w+): (?:TrainingMethod|BidirectionalGAN)/) {
        declared.insert(String(match.1))
      }
    }
    #expect(!declared.isEmpty)
    #expect(declared == Set(Catalogue.methods.map { "\($0)" }))
    #expect(Set(Catalogue.methods.map { $0.name }).count == Catalogue.methods.count, "names clash")
  }
}
