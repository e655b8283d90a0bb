import ToyGANCore

/// The loss that each player descends, and the scalars to record.
public struct Losses: Sendable {
  /// The loss that the generator descends, [1, 1].
  public var generator: Tensor
  /// The loss that the discriminator descends, [1, 1].
  public var discriminator: Tensor
  /// Terms added to the gradients of the two players, [1, count], which
  /// are not the gradient of a loss; nil for none.
  public var generatorForce, discriminatorForce: Tensor?
  /// Further scalars to record; they are computed with the discriminator's update.
  public var monitors: [Monitor]

  /// The losses of both players; 0 for a player without a loss.
  public init(
    generator: Tensor = 0, discriminator: Tensor = 0, generatorForce: Tensor? = nil,
    discriminatorForce: Tensor? = nil, monitors: [Monitor] = []
  ) {
    self.generator = generator
    self.discriminator = discriminator
    self.generatorForce = generatorForce
    self.discriminatorForce = discriminatorForce
    self.monitors = monitors
  }

  /// The loss that the players on a side descend.
  package func of(_ side: Role.Side) -> Tensor {
    switch side {
    case .generator: generator
    case .discriminator: discriminator
    }
  }

  /// Adds losses and forces, and concatenates monitors.
  public static func + (a: Losses, b: Losses) -> Losses {
    Losses(
      generator: a.generator + b.generator, discriminator: a.discriminator + b.discriminator,
      generatorForce: sum(a.generatorForce, b.generatorForce),
      discriminatorForce: sum(a.discriminatorForce, b.discriminatorForce),
      monitors: a.monitors + b.monitors)
  }

  /// Losses and forces, multiplied by a factor [1, 1]; monitors stay.
  func scaled(by factor: Tensor) -> Losses {
    Losses(
      generator: factor * generator, discriminator: factor * discriminator,
      generatorForce: generatorForce.map { factor * $0 },
      discriminatorForce: discriminatorForce.map { factor * $0 }, monitors: monitors)
  }

  private static func sum(_ a: Tensor?, _ b: Tensor?) -> Tensor? {
    guard let a, let b else { return a ?? b }
    return a + b
  }
}
