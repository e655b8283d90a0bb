/// A configuration's game as a program: the routines a trainer runs, and the memory they share.
final class CompiledGame {
  let program: Program
  let generator, discriminator: Player
  /// Minibatch of the target, [batch, d], and latents, [batch, latent].
  let real, latents: Tensor
  /// Latents for samples that are looked at, [rows, latent], and points at which the
  /// discriminator is, [rows, d].
  let shownLatents, shownPoints: Tensor
  /// What the monitors are called, in the order of the discriminator's further outputs.
  let monitors: [String]
  let schedule: Schedule

  /// Routines by number; in the simultaneous schedule `discriminatorUpdate` moves both players.
  let discriminatorUpdate = 0
  let generatorUpdate = 1
  let show = 2
  let judge = 3

  init(_ configuration: Configuration, dimension d: Int) {
    let (batch, method) = (configuration.batch, configuration.method)
    schedule = configuration.schedule
    generator = Player(
      "generator", configuration.generator.architecture(dimension: d),
      configuration.generator.optimizer)
    discriminator = Player(
      "discriminator", configuration.discriminator.architecture(dimension: d),
      configuration.discriminator.optimizer, weightClip: method.weightClip)
    real = .leaf("real", batch, d)
    latents = .leaf("latents", batch, configuration.generator.latent)
    let losses = method.losses(
      in: Game(
        generator: generator, discriminator: discriminator, real: real, latents: latents))
    monitors = losses.monitors.map(\.name)
    // What is shown goes through in pieces, so that memory does not grow with how much is asked.
    let rows = discriminator.network.architecture.isPointwise ? CompiledGame.shownRows : batch
    shownLatents = .leaf("shown latents", CompiledGame.shownRows, configuration.generator.latent)
    shownPoints = .leaf("shown points", rows, d)
    program = Program(
      CompiledGame.updates(losses, generator, discriminator, schedule) + [
        Routine("show", outputs: [generator(shownLatents)]),
        Routine("judge", outputs: [discriminator(shownPoints)]),
      ])
  }

  private static let shownRows = 500

  private static func updates(
    _ losses: Losses, _ generator: Player, _ discriminator: Player, _ schedule: Schedule
  ) -> [Routine] {
    let scored = [losses.discriminator] + losses.monitors.map(\.value)
    let nextGenerator = (generator, generator.updated(descending: losses.generator))
    let nextDiscriminator = (
      discriminator, discriminator.updated(descending: losses.discriminator)
    )
    switch schedule {
    case .alternating:
      return [
        Routine("discriminator", outputs: scored, advancing: [nextDiscriminator]),
        Routine("generator", outputs: [losses.generator], advancing: [nextGenerator]),
      ]
    case .simultaneous:
      return [
        Routine(
          "both", outputs: scored + [losses.generator],
          advancing: [nextDiscriminator, nextGenerator]),
        Routine("none"),
      ]
    }
  }

  /// Loss of the discriminator at its last update, before it.
  var discriminatorLoss: Float { program.outputs(of: discriminatorUpdate)[0][0] }

  /// Loss of the generator at its last update, before it.
  var generatorLoss: Float {
    switch schedule {
    case .alternating: program.outputs(of: generatorUpdate)[0][0]
    case .simultaneous: program.outputs(of: discriminatorUpdate)[monitors.count + 1][0]
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
