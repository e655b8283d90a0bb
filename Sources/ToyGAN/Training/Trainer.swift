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
  private let diagnosisStreams: TrainingStreams

  /// Throws where the configuration cannot be trained.
  public init(_ configuration: Configuration) throws(ConfigurationError) {
    MatrixMultiplication.prepareThread()
    self.configuration = configuration
    target = try configuration.target.target()
    let game = CompiledGame(
      configuration, dimension: target.dimension,
      standardization: configuration.isStandardized ? Standardization(of: target) : nil)
    let draws =
      [game.discriminatorUpdate, game.generatorUpdate, game.diagnose]
      .map { game.program.draws(of: $0).count }.max() ?? 0
    self.game = game
    streams = TrainingStreams(seed: configuration.seed, draws: draws)
    diagnosisStreams = TrainingStreams(
      seed: configuration.seed, draws: draws, purpose: "diagnosis.")
    for player in [game.generator, game.discriminator] {
      game.initialize(player, seed: configuration.seed)
    }
    game.units.fill(game.memory(of:))
    for _ in 0..<Trainer.powerIterations { game.program.run(game.settle) }
  }

  /// Power iterations before the first step, as in PyTorch.
  private static let powerIterations = 15

  /// Trains until `goal` generator steps are made; says where and how it diverged if it did.
  public func advance(to goal: Int) -> Outcome? {
    while step < goal {
      makeStep()
      if !game.discriminatorLoss.isFinite {
        return .diverged(step: step, quantity: "discriminator loss")
      }
      if !game.generatorLoss.isFinite { return .diverged(step: step, quantity: "generator loss") }
    }
    return nil
  }

  private func makeStep() {
    switch configuration.schedule {
    case .alternating:
      if step.isMultiple(of: configuration.generator.steps) {
        for _ in 0..<configuration.discriminator.steps {
          update(game.discriminatorUpdate, at: step + discriminatorUpdates)
          discriminatorUpdates += 1
        }
      }
      update(game.generatorUpdate, at: step + discriminatorUpdates)
    case .simultaneous:
      update(game.discriminatorUpdate, at: step)
      discriminatorUpdates += 1
    case .extragradient:
      update(game.discriminatorUpdate, at: 2 * step)
      update(game.generatorUpdate, at: 2 * step + 1)
      discriminatorUpdates += 1
    }
    step += 1
    if let lookahead = configuration.lookahead, step.isMultiple(of: lookahead.every) {
      game.program.run(game.lookBack)
    }
  }

  /// Runs one update on a minibatch and latents of its own.
  private func update(_ routine: Int, at position: Int) {
    draw(for: routine, at: UInt64(position), from: streams)
    game.program.run(routine)
  }

  private func fillLatents(_ leaf: Tensor, from stream: RandomStream) {
    let latents = game.memory(of: leaf)  // [rows, latent]
    switch configuration.generator.latentDistribution {
    case .normal: stream.fillNormals(latents)
    case .uniform:
      stream.fillUniforms(latents)
      for i in latents.indices { latents[i] = 2 * latents[i] - 1 }
    }
  }

  private func draw(for routine: Int, at position: UInt64, from streams: TrainingStreams) {
    streams.target.seek(to: position)
    target.draw(into: game.memory(of: game.real), from: streams.target)
    streams.latent.seek(to: position)
    fillLatents(game.latents, from: streams.latent)
    streams.fill(game.program.draws(of: routine), at: position)
  }
}

// MARK: - What a step is made of

extension Trainer {
  /// The compiled routines, for listings and profiles.
  public var program: Program { game.program }

  /// Routines of `program` that a generator step runs, and how often on average.
  public var updatesPerStep: [(routine: Int, count: Double)] {
    let ratio = Double(configuration.discriminator.steps) / Double(configuration.generator.steps)
    return switch configuration.schedule {
    case .alternating: [(game.discriminatorUpdate, ratio), (game.generatorUpdate, 1)]
    case .simultaneous: [(game.discriminatorUpdate, 1)]
    case .extragradient: [(game.discriminatorUpdate, 1), (game.generatorUpdate, 1)]
    }
  }

  /// Floating-point operations of a generator step, drawing random numbers not counted.
  public var operationsPerStep: Double {
    updatesPerStep.reduce(0) { $0 + $1.count * Double(program.flops(of: $1.routine)) }
  }

  /// Seconds that drawing all that an update needs takes, and bytes that it writes.
  public func timeDrawing(for routine: Int) -> (seconds: Double, bytes: Int) {
    let time = ContinuousClock().measure {
      draw(for: routine, at: UInt64(step), from: streams)
    }
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
      measurements: Metrics.measure(
        drawn, of: target, by: configuration.evaluation.metrics.metrics),
      monitors: game.readings,
      observations: averageReadings() + diagnosticReadings(generator: drawn))
  }

  /// What the players look like on a minibatch of its own, where the configuration asks.
  private func diagnosticReadings(generator drawn: [Float]) -> [TrajectoryPoint.Reading] {
    guard configuration.evaluation.diagnostics else { return [] }
    draw(for: game.diagnose, at: UInt64(step), from: diagnosisStreams)
    game.program.run(game.diagnose)
    let diagnosis = Diagnosis(game.program.outputs(of: game.diagnose))
    let report = DiagnosticReport(
      diagnosis, objective: configuration.method.objective, target: target,
      seesSamples: configuration.discriminator.packing == 1
        && configuration.discriminator.instanceNoise == nil)
    return report.readings(
      real: Array(game.memory(of: game.real)),
      generator: SampleSet(drawn, dimension: target.dimension))
  }

  /// The metrics of the generator with averaged weights, on the same latents.
  private func averageReadings() -> [TrajectoryPoint.Reading] {
    guard configuration.generator.average != nil else { return [] }
    streams.evaluation.seek(to: UInt64(step))
    let drawn = samples(
      configuration.evaluation.samples, from: streams.evaluation, by: game.showAverage)
    let evidence = Evidence(SampleSet(drawn, dimension: target.dimension), of: target)
    return configuration.evaluation.metrics.metrics.filter { $0.applies(to: target) }.map {
      TrajectoryPoint.Reading(name: "average_\($0.name)", value: $0.value(evidence) ?? .nan)
    }
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
    samples(count, from: stream, by: game.show)
  }

  private func samples(
    _ count: Int, from stream: RandomStream, by routine: Int
  ) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(count * target.dimension)
    while result.count < count * target.dimension {
      fillLatents(game.shownLatents, from: stream)
      game.program.run(routine)
      let piece = game.program.outputs(of: routine)[0]
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
  /// A discriminator that looks at whole minibatches or packs sees each point among real samples.
  public func surface(side: Int = 64) -> Surface {
    guard target.dimension == 2 else {
      fatalError("surface: the target has \(target.dimension) dimensions, not 2")
    }
    let (xs, ys) = SurfaceGrid.axes(around: target, side: side)
    let points = ys.flatMap { y in xs.flatMap { x in [Float(x), Float(y)] } }
    return Surface(xs: xs, ys: ys, values: judge(points))
  }

  private func judge(_ points: [Float]) -> [Float] {
    let seen = game.memory(of: game.shownPoints)  // [rows, width]
    let (d, width) = (target.dimension, game.shownPoints.shape.columns)
    let isPointwise = game.discriminator.network.architecture.isPointwise
    let rows = game.shownPoints.shape.rows
    let atOnce = isPointwise ? rows : min(SurfaceGrid.guests, rows)
    if !isPointwise || width > d {
      streams.surface.seek(to: UInt64(step))
      target.draw(into: seen, from: streams.surface)
    }
    var values: [Float] = []
    for start in stride(from: 0, to: points.count / d, by: atOnce) {
      let count = min(atOnce, points.count / d - start)
      for row in 0..<count {
        for column in 0..<d { seen[row * width + column] = points[(start + row) * d + column] }
      }
      game.program.run(game.judge)
      values += game.program.outputs(of: game.judge)[0].prefix(count)
    }
    return values
  }
}
