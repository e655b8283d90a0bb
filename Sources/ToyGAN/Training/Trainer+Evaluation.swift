import ToyGANCore
import ToyGANGames
import ToyGANMetrics

/// Evaluation of the current players, which does not change the training state.
extension Trainer {
  /// Losses, monitors, and metrics of newly drawn samples; does not change the training state.
  public func evaluate() -> TrajectoryPoint {
    let drawn = samples(configuration.evaluation.samples)
    return TrajectoryPoint(
      step: step, generatorLoss: Double(game.generatorLoss),
      discriminatorLoss: Double(game.discriminatorLoss),
      measurements: Metrics.measure(
        drawn, of: target, by: configuration.evaluation.metrics.metrics,
        referenceSeed: configuration.seed),
      monitors: game.readings,
      observations: averageReadings() + diagnosticReadings(generator: drawn) + observedReadings())
  }

  /// The diagnosis of both players on a separate minibatch, if the configuration asks for it.
  private func diagnosticReadings(generator drawn: [Float]) -> [TrajectoryPoint.Reading] {
    guard configuration.evaluation.diagnostics else { return [] }
    draw(for: .diagnosis, at: UInt64(step), from: diagnosisStreams)
    game.run(.diagnosis)
    let diagnosis = Diagnosis(game.outputs(of: .diagnosis))
    let report = DiagnosticReport(
      diagnosis, objective: configuration.method.objective, target: target,
      seesSamples: game.seesSamples
        && configuration.discriminator.instanceNoise == nil
        && !configuration.penalties.contains(where: \.changesLabels),
      movesSamples: game.generator.network.architecture.outputs == target.dimension)
    return report.readings(
      real: Array(game.memory(of: game.real)),
      generator: SampleSet(drawn, dimension: target.dimension))
  }

  /// The method's own observations, on a minibatch that no update uses.
  private func observedReadings() -> [TrajectoryPoint.Reading] {
    guard !game.observations.isEmpty else { return [] }
    draw(for: .observations, at: UInt64(step), from: diagnosisStreams)
    game.run(.observations)
    return zip(game.observations, game.outputs(of: .observations)).map { name, output in
      TrajectoryPoint.Reading(name: name, value: Double(output[0]))
    }
  }

  /// The metrics of the generator with averaged weights, on the same latents, where it is not the result itself.
  private func averageReadings() -> [TrajectoryPoint.Reading] {
    guard configuration.hasAverageBesides else { return [] }
    streams.evaluation.seek(to: UInt64(step))
    let drawn = samples(
      configuration.evaluation.samples, from: streams.evaluation, by: .averageSamples)
    let evidence = Evidence(
      SampleSet(drawn, dimension: target.dimension), of: target, referenceSeed: configuration.seed)
    return configuration.evaluation.metrics.metrics.filter { $0.applies(to: target) }.map {
      TrajectoryPoint.Reading(name: "average_\($0.name)", value: $0.value(evidence) ?? .nan)
    }
  }

  /// Name of the first quantity that is no longer finite, among all
  /// weights and optimizer states; nil if all are finite.
  public func firstNonFiniteState() -> String? {
    for player in game.players {
      for (leaf, name) in zip(player.state, ["weights"] + player.optimizer.slots)
      where !game.memory(of: leaf).allSatisfy(\.isFinite) {
        return "\(player.name) \(name)"
      }
    }
    return nil
  }

  /// Generated samples, row-major [count, d], from the stream "evaluation" at this step.
  public func samples(_ count: Int) -> [Float] {
    streams.evaluation.seek(to: UInt64(step))
    return samples(count, from: streams.evaluation)
  }

  /// Generated samples, row-major [count, d], from latents drawn from `stream`.
  public func samples(_ count: Int, from stream: RandomStream) -> [Float] {
    samples(count, from: stream, by: .samples)
  }

  /// Runs a routine that generates samples, with latents and other random inputs drawn from `stream`.
  private func show(_ routine: GameRoutine, from stream: RandomStream) {
    fillLatents(game.shownLatents, from: stream)
    run(routine, drawingFrom: stream)
  }

  private func run(_ routine: GameRoutine, drawingFrom stream: RandomStream) {
    for (distribution, buffer) in game.draws(of: routine) {
      stream.fill(buffer, by: distribution)
    }
    game.run(routine)
  }

  /// Latents from which samples can be generated, row-major [count, latents].
  public func latents(_ count: Int, from stream: RandomStream) -> [Float] {
    let (width, memory) = (game.cast.latents, game.memory(of: game.shownLatents))
    var latents: [Float] = []
    while latents.count < count * width {
      fillLatents(game.shownLatents, from: stream)
      latents += memory.prefix(count * width - latents.count)
    }
    return latents
  }

  /// Generated samples, row-major [n, d], of `latents` [n, latents]; other random inputs are drawn from `stream`.
  ///
  /// Traps unless `latents` are whole rows.
  public func samples(of latents: [Float], from stream: RandomStream) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(latents.count / game.cast.latents * target.dimension)
    show(latents, from: stream) { rows in
      result += game.outputs(of: .samples)[0].prefix(rows * target.dimension)
    }
    return result
  }

  /// The category that each sample of `latents` [n, latents] is asked to have; nil if there are none.
  ///
  /// Traps unless `latents` are whole rows.
  public func categories(of latents: [Float], from stream: RandomStream) -> [Int]? {
    guard categoryCount > 0 else { return nil }
    var categories: [Int] = []
    show(latents, from: stream) { categories += shownCategories.prefix($0) }
    return categories
  }

  /// Generates the samples of latents piece by piece; `read` gets the number of rows of each.
  private func show(_ latents: [Float], from stream: RandomStream, read: (Int) -> Void) {
    let width = game.cast.latents
    let memory = game.memory(of: game.shownLatents)  // [rows, latents]
    guard latents.count.isMultiple(of: width) else {
      fatalError("latents: \(latents.count) numbers in rows of [\(width)]")
    }
    for start in stride(from: 0, to: latents.count, by: memory.count) {
      let piece = latents[start..<min(latents.count, start + memory.count)]
      _ = memory.update(fromContentsOf: piece)
      run(.samples, drawingFrom: stream)
      read(piece.count / width)
    }
  }

  private func samples(
    _ count: Int, from stream: RandomStream, by routine: GameRoutine
  ) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(count * target.dimension)
    while result.count < count * target.dimension {
      show(routine, from: stream)
      let piece = game.outputs(of: routine)[0]
      result += piece.prefix(count * target.dimension - result.count)
    }
    return result
  }

  /// The category that each of `samples(count)` was asked to have; nil if the method has no categories.
  public func categories(_ count: Int) -> [Int]? {
    streams.evaluation.seek(to: UInt64(step))
    return categories(count, from: streams.evaluation)
  }

  /// The category that each of `samples(count, from: stream)` was asked to have; nil if there are none.
  public func categories(_ count: Int, from stream: RandomStream) -> [Int]? {
    guard categoryCount > 0 else { return nil }
    var categories: [Int] = []
    while categories.count < count {
      show(.samples, from: stream)
      categories += shownCategories
    }
    return Array(categories.prefix(count))
  }

  /// The categories of the samples that were generated last.
  private var shownCategories: [Int] {
    let (ones, kinds) = (game.outputs(of: .samples)[1], categoryCount)  // [rows, K]
    return (0..<ones.count / kinds).map { row in
      (0..<kinds).first { ones[row * kinds + $0] > 0 } ?? 0
    }
  }

  /// Samples of the target, row-major [count, d], from a separate random stream.
  public func targetSamples(_ count: Int) -> [Float] {
    target.samples(count, from: RandomStream(seed: configuration.seed, name: "shown target"))
  }

  /// The discriminator's output (logit, or critic value) on a square around
  /// the target, with `side` points along each side, as `decisions`.
  public func surface(side: Int = 64) -> Surface {
    guard target.dimension == 2 else {
      fatalError("surface: the target has \(target.dimension) dimensions, not 2")
    }
    let (xs, ys) = SurfaceGrid.axes(around: target, side: side)
    let points = ys.flatMap { y in xs.flatMap { x in [Float(x), Float(y)] } }
    return Surface(xs: xs, ys: ys, values: decisions(on: points))
  }

  /// The discriminator's output (logit, or critic value) at each of `points`, row-major `[count, d]`.
  ///
  /// A discriminator that sees whole minibatches or packs is given each point among real samples; in packs these
  /// are the same for every point.
  public func decisions(on points: [Float]) -> [Float] {
    let seen = game.memory(of: game.shownPoints)  // [rows, width]
    let (d, width) = (target.dimension, game.shownPoints.shape.columns)
    let isPointwise = game.discriminator.network.architecture.isPointwise
    let rows = game.shownPoints.shape.rows
    let atOnce = isPointwise ? rows : min(SurfaceGrid.pointsPerMinibatch, rows)
    if !isPointwise || width > d {
      streams.surface.seek(to: UInt64(step))
      target.draw(into: seen, from: streams.surface)
      if isPointwise { repeatFirstRow(of: seen, width: width) }
    }
    diagnosisStreams.fill(game.draws(of: .decisions), at: UInt64(step))
    var values: [Float] = []
    for start in stride(from: 0, to: points.count / d, by: atOnce) {
      let count = min(atOnce, points.count / d - start)
      for row in 0..<count {
        for column in 0..<d { seen[row * width + column] = points[(start + row) * d + column] }
      }
      game.run(.decisions)
      values += game.outputs(of: .decisions)[0].prefix(count)
    }
    return values
  }

  private func repeatFirstRow(of matrix: UnsafeMutableBufferPointer<Float>, width: Int) {
    for place in matrix.indices.dropFirst(width) { matrix[place] = matrix[place - width] }
  }
}
