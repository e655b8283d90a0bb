import Foundation
import ToyGANCore
import ToyGANGames

/// The discriminator's outputs on a minibatch, and the gradients of both players.
struct Diagnosis {
  /// The discriminator's outputs, `[rows]` each.
  let real, fake: [Double]
  /// Norm of each player's gradient.
  let generatorGradient, discriminatorGradient: Double
  /// Norm of the gradient of the generator's loss at each generated sample, multiplied by the number of
  /// rows, in the target's units.
  let sampleGradients: [Double]
  /// The generated samples in the target's units, row-major [rows, width].
  let generated: [Float]

  /// The outputs of a routine that computes a diagnosis: logits or critic values [rows, 1] of real and of
  /// generated samples, the squared norms of the players' gradients [1, 1] and of the samples' gradients
  /// [rows · packing, 1], the generated samples [rows, width], and the gradients themselves.
  static func outputs(of losses: Losses, in game: Game, units: StandardUnits) -> [Tensor] {
    func squaredLength(_ player: Player, _ loss: Tensor, _ force: Tensor?) -> Tensor {
      let gradient = loss.gradient(at: player.network.parameters)
      return (force.map { gradient + $0 } ?? gradient).squared().sum()
    }
    let gradient = units.ownGradient(losses.generator.gradient(at: game.generated))
    return [
      game.decision(game.real), game.decision(game.fake),
      squaredLength(game.generator, losses.generator, losses.generatorForce),
      squaredLength(game.discriminator, losses.discriminator, losses.discriminatorForce),
      gradient.squared().rowSums(),
      units.ownPacks(game.generatedSamples.reshaped(to: game.samples.shape)), gradient,
    ]
  }
}

extension Diagnosis {
  /// Reads the outputs that `outputs(of:in:units:)` declares, in the same order.
  init(_ outputs: [UnsafeMutableBufferPointer<Float>]) {
    func numbers(_ index: Int) -> [Double] { outputs[index].map(Double.init) }
    let rows = Double(outputs[1].count)
    self.init(
      real: numbers(0), fake: numbers(1), generatorGradient: numbers(2)[0].squareRoot(),
      discriminatorGradient: numbers(3)[0].squareRoot(),
      sampleGradients: numbers(4).map { rows * $0.squareRoot() }, generated: Array(outputs[5]))
  }
}

// MARK: - Statistics of a diagnosis

extension Diagnosis {
  /// Share of samples that the discriminator classifies correctly by `threshold`, 0 to 1.
  func accuracy(threshold: Double) -> Double {
    let right = real.count { $0 > threshold } + fake.count { $0 < threshold }
    return Double(right) / Double(real.count + fake.count)
  }

  /// Expected calibration error of `D = σ(logit)`, 0 to 1.
  ///
  /// Over ten equal bins of D, the mean of |share of real samples - mean D|, weighted by the number of
  /// samples in the bin: Naeini, Cooper and Hauskrecht, AAAI 2015.
  var calibrationError: Double {
    struct Bin { var (count, real, sum) = (0.0, 0.0, 0.0) }
    var bins = [Bin](repeating: Bin(), count: 10)
    for (logits, label) in [(real, 1.0), (fake, 0.0)] {
      for logit in logits {
        let probability = Self.sigmoid(logit)
        guard probability.isFinite else { return .nan }
        let bin = min(9, Int(10 * probability))
        bins[bin].count += 1
        bins[bin].real += label
        bins[bin].sum += probability
      }
    }
    return bins.reduce(0.0) { $0 + abs($1.real - $1.sum) } / Double(real.count + fake.count)
  }

  /// Share of generated samples with a vanishing gradient, 0 to 1.
  ///
  /// A sample counts if its loss would change by less than a
  /// thousandth when it moved by the target's `scale`.
  func vanishedShare(scale: Double) -> Double {
    let vanished = sampleGradients.count { $0 * scale < 1e-3 }
    return Double(vanished) / Double(sampleGradients.count)
  }

  static func sigmoid(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
