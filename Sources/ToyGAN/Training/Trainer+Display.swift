import ToyGANCore
import ToyGANGames

/// The gradient of the generator's loss at samples of one minibatch.
public struct SampleGradients: Sendable, Equatable {
  /// Generated samples in the target's units, row-major [count, d].
  public var samples: [Float]
  /// The gradient at each sample, multiplied by the number of samples, row-major [count, d].
  ///
  /// A sample that moved against it would lower the generator's loss. Empty if the generator's output is
  /// not a sample.
  public var gradients: [Float]
  /// Norm of the gradient of each player's loss at its weights.
  public var generatorNorm, discriminatorNorm: Double
}

/// Single updates, and what a picture of training shows; the latter does not change the training state.
extension Trainer {
  /// Whether the discriminator and the generator can be updated alone: the schedule moves one after the other.
  public var canSplitStep: Bool { configuration.schedule == .alternating }

  /// Updates the discriminator once, on a new minibatch; traps unless `canSplitStep`.
  ///
  /// Returns the outcome if training diverged, otherwise nil.
  public func updateDiscriminator() -> Outcome? {
    requireSplitStep()
    moveDiscriminator()
    return divergence
  }

  /// Makes a step in which only the generator is updated; traps unless `canSplitStep`.
  ///
  /// Returns the outcome if training diverged, otherwise nil.
  public func updateGenerator() -> Outcome? {
    requireSplitStep()
    update(.generatorUpdate, at: step + discriminatorUpdates)
    completeStep()
    return divergence
  }

  private func requireSplitStep() {
    guard canSplitStep else {
      fatalError("schedule \(configuration.schedule.rawValue) updates both players at once")
    }
  }

  /// Number of random numbers from which one sample is generated.
  public var latentCount: Int { game.cast.latents }

  /// Number of categories that samples can be asked to have; 0 if the method has none.
  public var categoryCount: Int {
    configuration.method.interface.category(game.shownLatents)?.shape.columns ?? 0
  }

  /// The losses of the latest update of each player; NaN before the first step.
  public var losses: (generator: Double, discriminator: Double) {
    guard step > 0 else { return (.nan, .nan) }
    return (Double(game.generatorLoss), Double(game.discriminatorLoss))
  }

  /// Euclidean norm of each player's weights.
  public var weightNorms: (generator: Double, discriminator: Double) {
    func norm(_ player: Player) -> Double {
      game.memory(of: player.network.parameters).reduce(0.0) { $0 + Double($1) * Double($1) }
        .squareRoot()
    }
    return (norm(game.generator), norm(game.discriminator))
  }

  /// The gradient of the generator's loss at the samples of one minibatch, which is the same at every step.
  ///
  /// Traps unless the trainer was made with `showsGradients`.
  public func sampleGradients() -> SampleGradients {
    let outputs = game.outputs(of: .diagnosis)
    guard !outputs.isEmpty else { fatalError("a trainer that was made without showsGradients") }
    draw(for: .diagnosis, at: 0, from: diagnosisStreams)
    game.run(.diagnosis)
    let diagnosis = Diagnosis(outputs)
    let gradients = outputs[6]
    let rows = Float(gradients.count / target.dimension)
    let movesSamples = game.generator.network.architecture.outputs == target.dimension
    return SampleGradients(
      samples: diagnosis.generated, gradients: movesSamples ? gradients.map { rows * $0 } : [],
      generatorNorm: diagnosis.generatorGradient,
      discriminatorNorm: diagnosis.discriminatorGradient)
  }
}
