import ToyGANCore
import ToyGANGames

/// The routines of a trainer's program, in the order of the program.
///
/// The first two make up a training step. They are the discriminator's and the generator's updates; or one
/// update of both players and an empty routine; or an extrapolation of both players and their update.
package enum GameRoutine: Int, CaseIterable {
  case discriminatorUpdate, generatorUpdate
  /// Generated samples, and their categories if the method has categories.
  case samples
  /// The discriminator's decisions on given points.
  case decisions
  /// Samples of the generator with averaged weights, beside those of the current one, which is the result.
  case averageSamples
  /// The lookahead step: updates the slow weights, and sets the fast weights to them.
  case lookahead
  /// A power iteration for every weight matrix.
  case powerIteration
  case diagnosis
  /// Scalars of the method that are computed only at evaluations.
  case observations
}

/// A configuration's game as a program: the routines that a trainer runs, and the memory they share.
package final class CompiledGame {
  package let program: Program
  let ensemble: Ensemble
  package let discriminator: Player
  let cast: Cast
  /// Minibatch of the target, [batch / packing, d · packing], and latents, [batch, latents].
  package let real, latents: Tensor
  /// Latents for samples that are stored or scored, [rows, latents], and points at which the discriminator
  /// is evaluated, [rows, d · packing].
  let shownLatents, shownPoints: Tensor
  /// Names of the monitors, in the order of the discriminator routine's further outputs.
  let monitors: [String]
  /// Names of the outputs of the `observations` routine.
  let observations: [String]
  let schedule: Schedule
  let units: StandardUnits
  /// Matrices that are the same at every update, in the order of the cast.
  let fixtures: [Tensor]
  /// The routines that read real samples.
  let readingReal: Set<GameRoutine>

  package var generator: Player { ensemble.generator }
  /// All players, in the order of checkpoints.
  var players: [Player] { [generator, discriminator] + ensemble.companions }

  /// A game whose routines `compile` makes a program of; throws what that throws.
  package init<Problem: Error>(
    _ configuration: Configuration, cast: Cast, dimension d: Int,
    standardization: Standardization? = nil, start: StartingState? = nil, diagnoses: Bool = false,
    compile: ([Routine]) throws(Problem) -> Program
  ) throws(Problem) {
    let stated = StatedGame(
      configuration, cast: cast, dimension: d, standardization: standardization, start: start)
    let (game, losses, observed) = (stated.game, stated.losses, stated.observations)
    let interface = configuration.method.interface
    let packing = configuration.discriminator.packing
    schedule = configuration.schedule
    self.cast = cast
    (units, fixtures) = (stated.units, stated.fixtures)
    (ensemble, discriminator) = (stated.ensemble, stated.discriminator)
    (real, latents) = (stated.real, stated.latents)
    monitors = losses.monitors.map(\.name)
    observations = observed.map(\.name)
    // Samples and points are processed in blocks, so that memory does not depend on the number requested.
    let isPointwise = discriminator.network.architecture.isPointwise
    let rows = isPointwise ? CompiledGame.shownRows : configuration.batch / packing
    shownLatents = .leaf("shown latents", CompiledGame.shownRows, cast.latents)
    shownPoints = .leaf("shown points", rows, d * packing)
    let shown = SamplingInEvaluationMode(
      interface: interface, ensemble: ensemble.inEvaluationMode, units: units)
    let allPlayers = [ensemble.generator, discriminator] + ensemble.companions
    let average = ensemble.generator.auxiliaryWeights(of: .average)
    let isAverage = configuration.evaluation.weights == .average
    program = try compile(
      schedule.routines(descending: losses, in: game, roles: cast.roles) + [
        Routine(
          "show",
          outputs: [shown.samples(of: shownLatents, weights: isAverage ? average : nil)]
            + [interface.category(shownLatents)].compactMap(\.self)),
        Routine(
          "judge", outputs: [shown.decision(of: discriminator.inEvaluationMode, on: shownPoints)]),
        Routine(
          "show average",
          outputs: isAverage
            ? []
            : average.map { [shownLatents] in [shown.samples(of: shownLatents, weights: $0)] } ?? []
        ),
        CompiledGame.lookahead(configuration.lookahead, allPlayers),
        CompiledGame.powerIteration(allPlayers),
        Routine(
          "diagnose",
          outputs: diagnoses
            ? Diagnosis.outputs(of: losses, in: game, units: units) : []),
        Routine("observe", outputs: observed.map(\.value)),
      ])
    readingReal = Set(
      GameRoutine.allCases.filter { [program, real] in program.reads(real, in: $0.rawValue) })
  }

  private static let shownRows = 500

  /// Whether the discriminator decides on each sample alone.
  var seesSamples: Bool {
    let architecture = discriminator.network.architecture
    return real.shape.columns == cast.discriminatorInputs && cast.roles.isEmpty
      && architecture.isPointwise && architecture.layers.batchNormalization == nil
  }

  /// A power iteration for every weight matrix, so that singular vectors are accurate before the first step.
  private static func powerIteration(_ players: [Player]) -> Routine {
    Routine(
      "settle",
      updates: players.compactMap { player in
        guard let vectors = player.network.singularVectors,
          let next = player.network.iteratedSingularVectors()
        else { return nil }
        return (leaf: vectors, value: next)
      })
  }

  private static func lookahead(_ lookahead: Lookahead?, _ players: [Player]) -> Routine {
    let share = lookahead?.share ?? 1
    return Routine("lookahead", advancing: players.map { ($0, $0.afterLookahead(share: share)) })
  }

  /// Fills a player's weights and other network state with their initial values.
  package func initialize(_ player: Player, seed: UInt64) {
    let (network, architecture) = (player.network, player.network.architecture)
    func fill(_ leaves: [Tensor], _ layout: ParameterLayout, from stream: String) {
      let stream = RandomStream(seed: seed, name: "init.\(stream)")
      let values = layout.initialValues(from: stream)
      for leaf in leaves { _ = memory(of: leaf).update(fromContentsOf: values) }
    }
    fill(
      [network.parameters] + player.auxiliaryWeights.map(\.weights), architecture.layout,
      from: player.name)
    for (leaf, layout, stream) in network.kept {
      fill([leaf], layout, from: "\(player.name).\(stream)")
    }
  }

  /// Loss of the discriminator at its last update, computed before the update.
  var discriminatorLoss: Float { outputs(of: .discriminatorUpdate)[0][0] }

  /// Loss of the generator at its last update, computed before the update.
  var generatorLoss: Float {
    switch schedule {
    case .alternating: outputs(of: .generatorUpdate)[0][0]
    case .simultaneous, .extragradient:
      outputs(of: .discriminatorUpdate)[monitors.count + 1][0]
    }
  }

  /// Values of the monitors at the discriminator's last update.
  var readings: [TrajectoryPoint.Reading] {
    let outputs = self.outputs(of: .discriminatorUpdate)
    return monitors.enumerated().map { i, name in
      TrajectoryPoint.Reading(name: name, value: Double(outputs[i + 1][0]))
    }
  }

  /// The outputs of a routine at its last execution.
  package func outputs(of routine: GameRoutine) -> [UnsafeMutableBufferPointer<Float>] {
    program.outputs(of: routine.rawValue)
  }

  /// The random matrices that a routine reads, with their distributions.
  package func draws(
    of routine: GameRoutine
  ) -> [(Distribution, UnsafeMutableBufferPointer<Float>)] {
    program.draws(of: routine.rawValue)
  }

  package func run(_ routine: GameRoutine) { program.run(routine.rawValue) }

  /// The memory of a leaf that some routine reads or writes.
  package func memory(of leaf: Tensor) -> UnsafeMutableBufferPointer<Float> {
    guard let memory = program.values(of: leaf) else {
      return UnsafeMutableBufferPointer(start: nil, count: 0)
    }
    return memory
  }
}

/// Samples and decisions of players in evaluation mode, in the target's units.
private struct SamplingInEvaluationMode {
  let interface: any PlayerInterface
  let ensemble: Ensemble
  let units: StandardUnits

  /// Samples [rows, d] from latents [rows, latents], with other generator weights [1, count] if given.
  func samples(of latents: Tensor, weights: Tensor? = nil) -> Tensor {
    let generator = weights.map(ensemble.generator.with(parameters:)) ?? ensemble.generator
    let outputs = interface.generatorOutput(generator(interface.generatorInput(latents)))
    return units.inTargetUnits(interface.samples(outputs, by: ensemble))
  }

  /// The discriminator's decision [rows, 1] on points [rows, d · packing].
  func decision(of discriminator: Player, on points: Tensor) -> Tensor {
    let view = interface.discriminatorInput(real: units.standard(points), by: ensemble)
    return interface.decision(discriminator(view))
  }
}
