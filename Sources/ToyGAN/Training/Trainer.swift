/// Trains a configuration's players, one generator step after another.
///
/// Random numbers come from named streams of the seed at positions that depend on the step alone,
/// so that evaluating changes nothing, and a restored trainer goes on with the same bytes. A
/// trainer belongs to one thread.
public final class Trainer {
  public let configuration: Configuration
  public let target: any Target
  /// Generator updates made.
  public internal(set) var step = 0
  var discriminatorUpdates = 0
  let game: CompiledGame
  private let streams: TrainingStreams

  /// Throws where the configuration cannot be trained.
  public init(_ configuration: Configuration) throws(ConfigurationError) {
    MatrixMultiplication.prepareThread()
    self.configuration = configuration
    target = try configuration.target.target()
    let game = CompiledGame(configuration, dimension: target.dimension)
    let draws = [game.discriminatorUpdate, game.generatorUpdate]
      .map { game.program.draws(of: $0).count }
    self.game = game
    streams = TrainingStreams(seed: configuration.seed, draws: draws.max() ?? 0)
    for player in [game.generator, game.discriminator] { initialize(player) }
  }

  private func initialize(_ player: Player) {
    let stream = RandomStream(seed: configuration.seed, name: "init.\(player.name)")
    let values = player.network.architecture.layout.initialValues(from: stream)
    _ = game.memory(of: player.network.parameters).update(fromContentsOf: values)
  }

  /// Trains until `goal` generator steps are made; says where and how it diverged if it did.
  public func advance(to goal: Int) -> Outcome? {
    while step < goal {
      for _ in 0..<discriminatorSteps {
        update(game.discriminatorUpdate)
        discriminatorUpdates += 1
      }
      if configuration.schedule == .alternating { update(game.generatorUpdate) }
      step += 1
      if !game.discriminatorLoss.isFinite {
        return .diverged(step: step, quantity: "discriminator loss")
      }
      if !game.generatorLoss.isFinite { return .diverged(step: step, quantity: "generator loss") }
    }
    return nil
  }

  private var discriminatorSteps: Int {
    configuration.schedule == .alternating ? configuration.method.discriminatorSteps : 1
  }

  /// Runs one update on a minibatch and latents of its own.
  private func update(_ routine: Int) {
    draw(for: routine)
    game.program.run(routine)
  }

  private func draw(for routine: Int) {
    let position = UInt64(
      configuration.schedule == .alternating ? step + discriminatorUpdates : step)
    streams.target.seek(to: position)
    target.draw(into: game.memory(of: game.real), from: streams.target)
    streams.latent.seek(to: position)
    streams.latent.fillNormals(game.memory(of: game.latents))
    streams.fill(game.program.draws(of: routine), at: position)
  }
}

// MARK: - What a step is made of

extension Trainer {
  /// The compiled routines, for listings and profiles.
  public var program: Program { game.program }

  /// Routines of `program` that a generator step runs, and how often.
  public var updatesPerStep: [(routine: Int, count: Int)] {
    configuration.schedule == .alternating
      ? [(game.discriminatorUpdate, discriminatorSteps), (game.generatorUpdate, 1)]
      : [(game.discriminatorUpdate, 1)]
  }

  /// Floating-point operations of a generator step, drawing random numbers not counted.
  public var operationsPerStep: Int {
    updatesPerStep.reduce(0) { $0 + $1.count * program.flops(of: $1.routine) }
  }

  /// Seconds that drawing all that an update needs takes, and bytes that it writes.
  public func timeDrawing(for routine: Int) -> (seconds: Double, bytes: Int) {
    let time = ContinuousClock().measure { draw(for: routine) }
    let matrices = [game.memory(of: game.real), game.memory(of: game.latents)]
    let floats = (matrices + program.draws(of: routine).map(\.1)).reduce(0) { $0 + $1.count }
    return (time / .seconds(1), 4 * floats)
  }
}

// MARK: - Looking at the state of play

extension Trainer {
  /// Losses, monitors, and the metrics of fresh samples; changes nothing.
  public func evaluate() -> TrajectoryPoint {
    let drawn = samples(configuration.evaluation.samples)
    return TrajectoryPoint(
      step: step, generatorLoss: Double(game.generatorLoss),
      discriminatorLoss: Double(game.discriminatorLoss),
      measurements: Metrics.measure(drawn, of: target), monitors: game.readings)
  }

  /// The first quantity that is no longer finite, among all weights and what optimizers remember.
  public func firstNonFiniteState() -> String? {
    for player in [game.generator, game.discriminator] {
      for (leaf, name) in zip(player.state, ["weights"] + player.optimizer.slots)
      where !game.memory(of: leaf).allSatisfy(\.isFinite) {
        return "\(player.name) \(name)"
      }
    }
    return nil
  }

  /// Samples of the generator, row-major [count, d], from the stream "evaluation" at this step.
  public func samples(_ count: Int) -> [Float] {
    streams.evaluation.seek(to: UInt64(step))
    return samples(count, from: streams.evaluation)
  }

  /// Samples of the generator, row-major [count, d], from latents drawn from `stream`.
  public func samples(_ count: Int, from stream: RandomStream) -> [Float] {
    let latents = game.memory(of: game.shownLatents)  // [rows, latent]
    var result: [Float] = []
    result.reserveCapacity(count * target.dimension)
    while result.count < count * target.dimension {
      stream.fillNormals(latents)
      game.program.run(game.show)
      let piece = game.program.outputs(of: game.show)[0]
      result += piece.prefix(count * target.dimension - result.count)
    }
    return result
  }

  /// Samples of the target, row-major [count, d], of a stream of their own.
  public func targetSamples(_ count: Int) -> [Float] {
    target.samples(count, from: RandomStream(seed: configuration.seed, name: "shown target"))
  }

  /// The discriminator's output (logit, or critic value) over the square that the target fills,
  /// `side` points a side.
  ///
  /// A discriminator that looks at whole minibatches sees each point among real samples.
  public func surface(side: Int = 64) -> Surface {
    let (xs, ys) = SurfaceGrid.axes(around: target, side: side)
    let points = ys.flatMap { y in xs.flatMap { x in [Float(x), Float(y)] } }
    return Surface(xs: xs, ys: ys, values: judge(points))
  }

  private func judge(_ points: [Float]) -> [Float] {
    let seen = game.memory(of: game.shownPoints)  // [rows, d]
    let isPointwise = game.discriminator.network.architecture.isPointwise
    let atOnce = isPointwise ? seen.count : min(SurfaceGrid.guests * target.dimension, seen.count)
    if !isPointwise {
      streams.surface.seek(to: UInt64(step))
      target.draw(into: seen, from: streams.surface)
    }
    var values: [Float] = []
    for start in stride(from: 0, to: points.count, by: atOnce) {
      let piece = points[start..<min(start + atOnce, points.count)]
      _ = seen.update(fromContentsOf: piece)
      game.program.run(game.judge)
      values += game.program.outputs(of: game.judge)[0].prefix(piece.count / target.dimension)
    }
    return values
  }
}
