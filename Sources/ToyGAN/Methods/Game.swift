/// The state of play, as expressions that a method may combine.
public struct Game: Sendable {
  public let generator: Player
  public let discriminator: Player
  /// Samples of the target, [batch, d].
  public let real: Tensor
  /// Samples of the generator, [batch, d]: a function of its weights.
  public let fake: Tensor

  /// A game on the minibatch `real` [batch, d], with latents [batch, latent].
  public init(generator: Player, discriminator: Player, real: Tensor, latents: Tensor) {
    (self.generator, self.discriminator, self.real) = (generator, discriminator, real)
    fake = generator(latents)
  }

  /// Random numbers a method needs of its own, [batch, columns], fresh at every update.
  public func draw(_ distribution: Distribution, columns: Int = 1) -> Tensor {
    .draw(distribution, real.shape.rows, columns)
  }
}
