/// A configuration's game as a program: the routines a trainer runs, and the memory they share.
final class CompiledGame {
  let program: Program
  let generator, discriminator: Player
  /// Minibatch of the target, [batch / packing, d · packing], and latents, [batch, latent].
  let real, latents: Tensor
  /// Latents for samples that are looked at, [rows, latent], and points at which the
  /// discriminator is, [rows, d · packing].
  let shownLatents, shownPoints: Tensor
  /// What the monitors are called, in the order of the discriminator's further outputs.
  let monitors: [String]
  let schedule: Schedule
  let units: StandardUnits

  /// Routines by number.
  ///
  /// The first two are a step: the discriminator's and the generator's updates; an update of both
  /// and nothing; or an extrapolation of both and their update.
  let discriminatorUpdate = 0
  let generatorUpdate = 1
  let show = 2
  let judge = 3
  let showAverage = 4
  let lookBack = 5
  let settle = 6
  let diagnose = 7

  init(
    _ configuration: Configuration, dimension d: Int, standardization: Standardization? = nil
  ) {
    let (batch, method) = (configuration.batch, configuration.method)
    schedule = configuration.schedule
    generator = Player(
      "generator", configuration.generator.architecture(dimension: d),
      configuration.generator.optimizer, traces: configuration.generatorTraces)
    discriminator = Player(
      "discriminator", configuration.discriminator.architecture(dimension: d),
      configuration.discriminator.optimizer,
      weightClip: configuration.discriminator.weightClip, traces: configuration.traces)
    let packing = configuration.discriminator.packing
    units = StandardUnits(standardization, dimension: d, packing: packing)
    real = .leaf("real", batch / packing, d * packing)
    latents = .leaf("latents", batch, configuration.generator.latent)
    let game = Game(
      generator: generator, discriminator: discriminator, real: units.standard(real),
      latents: latents, penalties: configuration.penalties,
      instanceNoise: configuration.discriminator.instanceNoise)
    let losses = method.losses(in: game)
    monitors = losses.monitors.map(\.name)
    // What is shown goes through in pieces, so that memory does not grow with how much is asked.
    let isPointwise = discriminator.network.architecture.isPointwise
    let rows = isPointwise ? CompiledGame.shownRows : batch / packing
    shownLatents = .leaf("shown latents", CompiledGame.shownRows, configuration.generator.latent)
    shownPoints = .leaf("shown points", rows, d * packing)
    program = Program(
      schedule.routines(descending: losses, in: game) + [
        Routine("show", outputs: [units.own(generator.network.evaluated(shownLatents))]),
        Routine(
          "judge", outputs: [discriminator.network.evaluated(units.standard(shownPoints))]),
        CompiledGame.showingAverage(of: generator, shownLatents, in: units),
        CompiledGame.lookingBack(configuration.lookahead, [generator, discriminator]),
        CompiledGame.settling([generator, discriminator]),
        Routine(
          "diagnose",
          outputs: configuration.evaluation.diagnostics
            ? Diagnosis.outputs(of: losses, in: game, units: units) : []),
      ])
  }

  private static let shownRows = 500

  private static func showingAverage(
    of generator: Player, _ latents: Tensor, in units: StandardUnits
  ) -> Routine {
    let shown = generator.trace(of: .average).map { average in
      units.own(generator.network.with(parameters: average).evaluated(latents))
    }
    return Routine("show average", outputs: shown.map { [$0] } ?? [])
  }

  /// A power iteration for every weight matrix, so that singular vectors are such from the start.
  private static func settling(_ players: [Player]) -> Routine {
    Routine(
      "settle",
      updates: players.compactMap { player in
        guard let vectors = player.network.singularVectors,
          let next = player.network.iteratedSingularVectors()
        else { return nil }
        return (leaf: vectors, value: next)
      })
  }

  private static func lookingBack(_ lookahead: Lookahead?, _ players: [Player]) -> Routine {
    let share = lookahead?.share ?? 1
    return Routine("lookahead", advancing: players.map { ($0, $0.lookingBack(share: share)) })
  }

  /// Fills a player's weights, and what it keeps beside them, with what they start from.
  func initialize(_ player: Player, seed: UInt64) {
    let (network, architecture) = (player.network, player.network.architecture)
    func fill(_ leaves: [Tensor], _ layout: ParameterLayout, from stream: String) {
      let stream = RandomStream(seed: seed, name: "init.\(stream)")
      let values = layout.initialValues(from: stream)
      for leaf in leaves { _ = memory(of: leaf).update(fromContentsOf: values) }
    }
    fill(
      [network.parameters] + player.traces.map(\.weights), architecture.layout, from: player.name)
    if let leaf = network.statistics {
      fill([leaf], architecture.statistics, from: "\(player.name).statistics")
    }
    if let leaf = network.singularVectors {
      fill([leaf], architecture.singularVectors, from: "\(player.name).singular")
    }
    if let leaf = network.frequencies {
      fill([leaf], architecture.frequencies, from: "\(player.name).frequencies")
    }
  }

  /// Loss of the discriminator at its last update, before it.
  var discriminatorLoss: Float { program.outputs(of: discriminatorUpdate)[0][0] }

  /// Loss of the generator at its last update, before it.
  var generatorLoss: Float {
    switch schedule {
    case .alternating: program.outputs(of: generatorUpdate)[0][0]
    case .simultaneous, .extragradient:
      program.outputs(of: discriminatorUpdate)[monitors.count + 1][0]
    }
  }

  /// The monitors at the discriminator's last update.
  var readings: [TrajectoryPoint.Reading] {
    let outputs = program.outputs(of: discriminatorUpdate)
    return monitors.enumerated().map { i, name in
      TrajectoryPoint.Reading(name: name, value: Double(outputs[i + 1][0]))
    }
  }

  /// The memory of a leaf that some routine uses.
  func memory(of leaf: Tensor) -> UnsafeMutableBufferPointer<Float> {
    guard let memory = program.values(of: leaf) else {
      return UnsafeMutableBufferPointer(start: nil, count: 0)
    }
    return memory
  }
}
