import Foundation
import ToyGANCore
import ToyGANGames

/// What the discriminator makes of a minibatch, and the gradients that both players get from it.
struct Diagnosis {
  /// The discriminator's outputs, `[rows]` each.
  let real, fake: [Double]
  /// Length of each player's gradient.
  let generatorGradient, discriminatorGradient: Double
  /// Length of the gradient that each generated sample gets from the generator's loss, times rows, in the
  /// target's units.
  let sampleGradients: [Double]
  /// The generated samples in the target's units, row-major [rows, width].
  let generated: [Float]

  /// Outputs of a routine that computes these: logits or critic values [rows, 1] of real and generated
  /// samples, the players' gradients' squared lengths [1, 1], those of samples [rows · packing, 1], and
  /// the generated samples [rows, width].
  static func outputs(of losses: Losses, in game: Game, units: StandardUnits) -> [Tensor] {
    func squaredLength(_ player: Player, _ loss: Tensor, _ force: Tensor?) -> Tensor {
      let gradient = loss.gradient(at: player.network.parameters)
      return (force.map { gradient + $0 } ?? gradient).squared().sum()
    }
    return [
      game.decision(game.real), game.decision(game.fake),
      squaredLength(game.generator, losses.generator, losses.generatorForce),
      squaredLength(game.discriminator, losses.discriminator, losses.discriminatorForce),
      units.ownGradient(losses.generator.gradient(at: game.generated)).squared().rowSums(),
      units.ownPacks(game.generatedSamples.reshaped(to: game.samples.shape)),
    ]
  }
}

extension Diagnosis {
  /// From those outputs, in their order.
  init(_ outputs: [UnsafeMutableBufferPointer<Float>]) {
    func numbers(_ index: Int) -> [Double] { outputs[index].map(Double.init) }
    let rows = Double(outputs[1].count)
    self.init(
      real: numbers(0), fake: numbers(1), generatorGradient: numbers(2)[0].squareRoot(),
      discriminatorGradient: numbers(3)[0].squareRoot(),
      sampleGradients: numbers(4).map { rows * $0.squareRoot() }, generated: Array(outputs[5]))
  }
}

// MARK: - What is made of them

extension Diagnosis {
  /// Share of samples that the discriminator puts on the right side of `threshold`, 0 to 1.
  func accuracy(threshold: Double) -> Double {
    let right = real.count { $0 > threshold } + fake.count { $0 < threshold }
    return Double(right) / Double(real.count + fake.count)
  }

  /// Expected calibration error of `D = σ(logit)`, 0 to 1.
  ///
  /// Over ten equal bins of D, the mean of |share of real samples - mean D|, weighted by how many fall
  /// into the bin: Naeini, Cooper and Hauskrecht, AAAI 2015.
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

  /// Share of generated samples that get next to no gradient, 0 to 1.
  ///
  /// Moved by the target's `scale`, such a sample would change its loss by less than a thousandth.
  func vanishedShare(scale: Double) -> Double {
    let vanished = sampleGradients.count { $0 * scale < 1e-3 }
    return Double(vanished) / Double(sampleGradients.count)
  }

  static func sigmoid(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}
