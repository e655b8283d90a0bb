/// The state of play, as expressions that a method may combine.
public struct Game: Sendable {
  public let generator: Player
  /// The generator's opponent; another one where a method looks ahead.
  public var discriminator: Player
  /// Samples of the target as the discriminator sees them, [rows, d · packing].
  public let real: Tensor
  /// Samples of the generator likewise: a function of its weights.
  public let fake: Tensor
  /// What the generator turned into these, [rows · packing, latent].
  public let latents: Tensor
  /// Terms added to whatever the players descend.
  public let penalties: [any Penalty]

  /// A game on the minibatch `real` [rows, d · packing], with latents [rows · packing, latent].
  ///
  /// A row of several samples is a pack, on which the discriminator decides as a whole.
  public init(
    generator: Player, discriminator: Player, real: Tensor, latents: Tensor,
    penalties: [any Penalty] = [], instanceNoise: InstanceNoise? = nil
  ) {
    (self.generator, self.discriminator, self.penalties) = (generator, discriminator, penalties)
    self.latents = latents
    func seen(_ samples: Tensor) -> Tensor {
      instanceNoise.map { $0(samples, updates: discriminator.updates) } ?? samples
    }
    self.real = seen(real)
    fake = seen(generator(latents).reshaped(to: real.shape))
  }

  /// Random numbers a method needs of its own, [rows, columns], fresh at every update.
  public func draw(_ distribution: Distribution, columns: Int = 1) -> Tensor {
    .draw(distribution, real.shape.rows, columns)
  }
}

extension Game {
  /// The generator after one step down its side of `losses`, made from `start` if given.
  public func generator(after losses: Losses, from start: Tensor? = nil) -> Player {
    generator.updated(
      descending: losses.generator, force: losses.generatorForce, from: start, seen: [latents])
  }

  /// The discriminator likewise.
  public func discriminator(after losses: Losses, from start: Tensor? = nil) -> Player {
    discriminator.updated(
      descending: losses.discriminator, force: losses.discriminatorForce, from: start,
      seen: [real, fake])
  }

  /// What the players descend by an objective, and by the penalties of this game.
  public func losses(of objective: Objective) -> Losses {
    let (real, fake) = (discriminator(real), discriminator(fake))  // [rows, 1]
    return penalized(
      Losses(
        generator: objective.generator(real: real, fake: fake),
        discriminator: objective.discriminator(real: real, fake: fake),
        monitors: objective.monitors(real: real, fake: fake)))
  }

  /// `losses` with the penalties of this game.
  public func penalized(_ losses: Losses) -> Losses {
    penalties.reduce(losses) { $0 + $1.terms(in: self, besides: $0) }
  }
}
