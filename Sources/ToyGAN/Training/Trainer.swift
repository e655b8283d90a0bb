import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANTargets

/// Trains a configuration's players, one generator step after another.
///
/// Random numbers come from named streams of the seed, at positions that depend only on the step. Therefore
/// evaluation does not change training, and a restored trainer continues with identical results. A trainer
/// must be used from one thread only.
public final class Trainer {
  /// The recipe to train.
  public let recipe: Recipe
  /// Number of generator updates so far.
  public internal(set) var step = 0
  var discriminatorUpdates = 0
  let game: CompiledGame
  let streams: TrainingStreams
  let diagnosisStreams: TrainingStreams

  /// A trainer before the first step of a recipe; `sampleGradients` is available if it `showsGradients`.
  public convenience init(_ recipe: Recipe, showsGradients: Bool = false) {
    self.init(recipe, showsGradients: showsGradients) { Program($0) }
  }

  /// A trainer before the first step, whose program needs at most `limit` numbers of memory.
  ///
  /// Throws before it takes memory if the program needs more.
  package convenience init(
    _ recipe: Recipe, showsGradients: Bool, atMost limit: Int
  ) throws(Program.TooLarge) {
    try self.init(recipe, showsGradients: showsGradients) { routines throws(Program.TooLarge) in
      try Program(routines, atMost: limit)
    }
  }

  private init<Problem: Error>(
    _ recipe: Recipe, showsGradients: Bool, compile: ([Routine]) throws(Problem) -> Program
  ) throws(Problem) {
    MatrixMultiplication.prepareThread()
    self.recipe = recipe
    let (configuration, target) = (recipe.configuration, recipe.target)
    let game = try CompiledGame(
      configuration, cast: configuration.method.interface.cast(configuration, target: target),
      dimension: target.dimension,
      standardization: configuration.isStandardized ? Standardization(of: target) : nil,
      start: recipe.start,
      diagnoses: configuration.evaluation.diagnostics || showsGradients, compile: compile)
    let draws =
      [.discriminatorUpdate, .generatorUpdate, .diagnosis, .decisions, .observations]
      .map { (routine: GameRoutine) in game.draws(of: routine).count }.max() ?? 0
    self.game = game
    streams = TrainingStreams(seed: configuration.seed, draws: draws)
    diagnosisStreams = TrainingStreams(
      seed: configuration.seed, draws: draws, purpose: "diagnosis.")
    for player in game.players { game.initialize(player, seed: configuration.seed) }
    for (leaf, fixture) in zip(game.fixtures, game.cast.fixtures) {
      _ = game.memory(of: leaf).update(fromContentsOf: fixture.values)
    }
    game.units.fill(game.memory(of:))
    if let start = recipe.start { begin(at: start) }
    settleSingularVectors()
  }

  func settleSingularVectors() {
    for _ in 0..<Trainer.powerIterations { game.run(.powerIteration) }
  }

  /// Validates a configuration, and creates a trainer before its first step; throws as `Recipe` does.
  public convenience init(_ configuration: Configuration) throws {
    self.init(try Recipe(configuration))
  }

  /// The settings of the recipe.
  public var configuration: Configuration { recipe.configuration }
  /// The distribution that the generator learns.
  public var target: any Target { recipe.target }

  /// Number of power iterations before the first step, as in PyTorch.
  private static let powerIterations = 15

  /// Trains until `goal` generator steps are complete; returns
  /// the outcome if training diverged, otherwise nil.
  public func advance(to goal: Int) -> Outcome? {
    while step < goal {
      makeStep()
      if let divergence { return divergence }
    }
    return nil
  }

  /// The outcome if a loss of the latest updates is not finite.
  var divergence: Outcome? {
    if !game.discriminatorLoss.isFinite {
      return .diverged(step: step, quantity: "discriminator loss")
    }
    return game.generatorLoss.isFinite ? nil : .diverged(step: step, quantity: "generator loss")
  }

  private func makeStep() {
    switch configuration.schedule {
    case .alternating:
      if step.isMultiple(of: configuration.generator.updatesInARow) {
        for _ in 0..<configuration.discriminator.updatesInARow { moveDiscriminator() }
      }
      update(.generatorUpdate, at: step + discriminatorUpdates)
    case .simultaneous:
      update(.discriminatorUpdate, at: step)
      discriminatorUpdates += 1
    case .extragradient:
      update(.discriminatorUpdate, at: 2 * step)
      update(.generatorUpdate, at: 2 * step + 1)
      discriminatorUpdates += 1
    }
    completeStep()
  }

  func completeStep() {
    step += 1
    if let lookahead = configuration.lookahead, step.isMultiple(of: lookahead.every) {
      game.run(.lookahead)
    }
  }

  func moveDiscriminator() {
    update(.discriminatorUpdate, at: step + discriminatorUpdates)
    discriminatorUpdates += 1
  }

  /// Runs one update on a new minibatch and new latents.
  func update(_ routine: GameRoutine, at position: Int) {
    draw(
      for: routine, at: UInt64(position), from: streams,
      hasReal: game.readingReal.contains(routine))
    game.run(routine)
  }

  func fillLatents(_ leaf: Tensor, from stream: RandomStream) {
    let latents = game.memory(of: leaf)  // [rows, latent]
    switch configuration.generator.latentDistribution {
    case .normal: stream.fillNormals(latents)
    case .uniform:
      stream.fillUniforms(latents)
      for i in latents.indices { latents[i] = 2 * latents[i] - 1 }
    }
  }

  /// Fills what a routine reads; real samples that it does not read can be left out.
  func draw(
    for routine: GameRoutine, at position: UInt64, from streams: TrainingStreams,
    hasReal: Bool = true
  ) {
    if hasReal {
      streams.target.seek(to: position)
      target.draw(into: game.memory(of: game.real), from: streams.target)
    }
    streams.latent.seek(to: position)
    fillLatents(game.latents, from: streams.latent)
    streams.fill(game.draws(of: routine), at: position)
  }
}

// MARK: - Cost of a step

extension Trainer {
  /// The compiled routines, for listings and profiles.
  public var program: Program { game.program }

  /// The routines of `program` that a generator step runs, and the average number of executions of each.
  public var updatesPerStep: [(routine: Int, count: Double)] {
    let (discriminator, generator) = (
      GameRoutine.discriminatorUpdate.rawValue, GameRoutine.generatorUpdate.rawValue
    )
    let ratio =
      Double(configuration.discriminator.updatesInARow)
      / Double(configuration.generator.updatesInARow)
    return switch configuration.schedule {
    case .alternating: [(discriminator, ratio), (generator, 1)]
    case .simultaneous: [(discriminator, 1)]
    case .extragradient: [(discriminator, 1), (generator, 1)]
    }
  }

  /// Floating-point operations of a generator step, without those for drawing random numbers.
  public var operationsPerStep: Double {
    updatesPerStep.reduce(0) { $0 + $1.count * Double(program.flops(of: $1.routine)) }
  }

  /// Seconds needed to draw all random inputs of an update, and the number of bytes written.
  public func timeDrawing(for number: Int) -> (seconds: Double, bytes: Int) {
    guard let routine = GameRoutine(rawValue: number) else {
      fatalError("no routine \(number) among \(GameRoutine.allCases.count)")
    }
    let time = ContinuousClock().measure {
      draw(
        for: routine, at: UInt64(step), from: streams, hasReal: game.readingReal.contains(routine))
    }
    let leaves = (game.readingReal.contains(routine) ? [game.real] : []) + [game.latents]
    let floats = (leaves.map(game.memory) + game.draws(of: routine).map(\.1)).reduce(0) {
      $0 + $1.count
    }
    return (time / .seconds(1), 4 * floats)
  }
}
