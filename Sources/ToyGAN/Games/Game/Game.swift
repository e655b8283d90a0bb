import ToyGANCore

/// The state of the game at an update, as expressions that a method may combine.
public struct Game: Sendable {
  /// The generator and its companions.
  public let players: Ensemble
  /// The generator's opponent; methods that look ahead replace it by an updated discriminator.
  public var discriminator: Player
  /// Samples of the target, [rows, d · packing].
  public let samples: Tensor
  /// Completed outputs of the generator: a function of its weights, [rows · packing, any].
  public let generated: Tensor
  /// The discriminator's inputs for real and for generated samples, [rows, width · packing].
  public let real, fake: Tensor
  /// The latents from which the samples are generated, [rows · packing, latents].
  public let latents: Tensor
  /// The functions that connect players and samples.
  private let interface: any PlayerInterface
  /// Terms added to the losses of the objective.
  public let penalties: [any Penalty]

  /// A method's game on the minibatch `real` [rows, d · packing], with latents [rows · packing, latents].
  ///
  /// A row of several samples is a pack; the discriminator makes one decision for the whole pack.
  public init(
    _ method: any TrainingMethod = GAN(), players: Ensemble, discriminator: Player, real: Tensor,
    latents: Tensor, penalties: [any Penalty] = [], instanceNoise: InstanceNoise? = nil
  ) {
    let interface = method.interface
    self.interface = interface
    self.players = players
    self.discriminator = discriminator
    self.penalties = penalties
    self.latents = latents
    samples = real
    func seen(_ view: Tensor) -> Tensor {
      instanceNoise.map { $0(view, updates: discriminator.updates) } ?? view
    }
    self.real = seen(interface.discriminatorInput(real: real, by: players))
    generated = interface.generatorOutput(players.generator(interface.generatorInput(latents)))
    let view = interface.discriminatorInput(generated: generated, from: latents, by: players)
    fake = seen(view.reshaped(to: self.real.shape))
  }

  /// A game of the generator and the discriminator alone.
  public init(
    generator: Player, discriminator: Player, real: Tensor, latents: Tensor,
    penalties: [any Penalty] = [], instanceNoise: InstanceNoise? = nil
  ) {
    self.init(
      players: Ensemble(generator: generator), discriminator: discriminator, real: real,
      latents: latents, penalties: penalties, instanceNoise: instanceNoise)
  }

  /// The player that generates samples.
  public var generator: Player { players.generator }
  /// Generated samples, [rows · packing, d].
  package var generatedSamples: Tensor { interface.samples(generated, by: players) }

  /// The discriminator's decision [n, 1] on its input [n, width · packing]: a logit, or a critic's value.
  public func decision(_ view: Tensor) -> Tensor { interface.decision(discriminator(view)) }

  /// Random numbers that a method needs, [rows, columns]; new ones are drawn at every update.
  public func draw(_ distribution: Distribution, columns: Int = 1) -> Tensor {
    .draw(distribution, real.shape.rows, columns)
  }
}

extension Game {
  /// The generator after one step down its side of `losses`, made from `start` if it is given.
  public func generator(after losses: Losses, from start: Tensor? = nil) -> Player {
    generator.updated(
      descending: losses.generator, force: losses.generatorForce, from: start,
      seen: [interface.generatorInput(latents)])
  }

  /// The discriminator after one step down its side of `losses`, made from `start` if it is given.
  public func discriminator(after losses: Losses, from start: Tensor? = nil) -> Player {
    discriminator.updated(
      descending: losses.discriminator, force: losses.discriminatorForce, from: start,
      seen: [real, fake])
  }

  /// A companion after one step down the loss of its side, made from `start` if it is given.
  public func companion(
    _ player: Player, as role: Role, after losses: Losses, from start: Tensor? = nil
  ) -> Player {
    let seen = role.statisticsFrom.map { source in
      switch source {
      case .real: samples
      case .generated: generated
      }
    }
    return player.updated(descending: losses.of(role.side), from: start, seen: seen)
  }

  /// The losses of an objective, with the penalties of this game.
  public func losses(of objective: Objective) -> Losses { penalized(bareLosses(of: objective)) }

  /// The losses of an objective without penalties; a method may add terms before it calls `penalized`.
  public func bareLosses(of objective: Objective) -> Losses {
    let (real, fake) = (decision(real), decision(fake))  // [rows, 1]
    return Losses(
      generator: objective.generator(real: real, fake: fake),
      discriminator: objective.discriminator(real: real, fake: fake),
      monitors: objective.monitors(real: real, fake: fake))
  }

  /// `losses` with the penalties of this game.
  public func penalized(_ losses: Losses) -> Losses {
    penalties.reduce(losses) { $0 + $1.annealedTerms(in: self, besides: $0) }
  }
}
