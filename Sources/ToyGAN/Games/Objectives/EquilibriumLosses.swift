/// What the losses are at the equilibrium, where the generator has the target's distribution and the discriminator
/// cannot tell samples apart.
public struct EquilibriumLosses: Sendable, Equatable {
  /// A loss, and its name in figures, such as `log 4`.
  public struct Value: Sendable, Equatable {
    /// The loss.
    public var number: Double
    /// Its name in figures.
    public var name: String

    /// A loss with its name in figures.
    public init(_ number: Double, _ name: String) { (self.number, self.name) = (number, name) }
  }

  /// The generator's loss; nil if it has no known value.
  public var generator: Value?
  /// The discriminator's loss; nil if it has no known value.
  public var discriminator: Value?
  /// The generator's loss of one sample, which is not its whole loss in a zero-sum game; nil if there is none.
  public var ofSample: Value?

  /// These losses; the generator's loss of one sample is its whole loss if it is not given.
  public init(generator: Value?, discriminator: Value?, ofSample: Value? = nil) {
    (self.generator, self.discriminator) = (generator, discriminator)
    self.ofSample = ofSample ?? generator
  }

  /// The losses of these sides alone.
  func without(_ sides: [Role.Side]) -> EquilibriumLosses {
    EquilibriumLosses(
      generator: sides.contains(.generator) ? nil : generator,
      discriminator: sides.contains(.discriminator) ? nil : discriminator,
      ofSample: ofSample)
  }
}

extension Configuration {
  /// What the losses are at the equilibrium; nil if neither player's loss has a known value there.
  package var equilibriumLosses: EquilibriumLosses? {
    let changed = penalties.flatMap(\.sidesChangedAtEquilibrium)
    guard let losses = method.equilibrium?.without(changed),
      losses.generator != nil || losses.discriminator != nil
    else { return nil }
    return losses
  }
}
