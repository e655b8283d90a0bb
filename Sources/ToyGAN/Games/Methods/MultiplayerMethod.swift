import ToyGANCore
import ToyGANTargets

/// A method that needs more than a generator of samples from latents and a discriminator of samples:
/// further players, codes, categories, or matrices that stay the same during training.
public protocol MultiplayerMethod: TrainingMethod, PlayerInterface {}

extension MultiplayerMethod {
  /// Nil: with further players the losses of an objective are a part of the whole.
  public var equilibrium: EquilibriumLosses? { nil }
}

/// The players of a game, and the tensors that pass between them.
public protocol PlayerInterface: Sendable {
  /// The players, and the widths of the tensors that pass between them.
  func cast(_ configuration: Configuration, target: any Target) -> Cast
  /// The generator's input [n, generatorInputs] for latents [n, latents].
  func generatorInput(_ latents: Tensor) -> Tensor
  /// The category that the latents ask a sample to have, as a one-hot row of K columns, [n, K]; nil if the
  /// method has no categories.
  func category(_ latents: Tensor) -> Tensor?
  /// The generator's outputs [n, generatorOutputs] followed by random numbers that the method adds, [n, any].
  func generatorOutput(_ outputs: Tensor) -> Tensor
  /// The discriminator's input [n, discriminatorInputs] for real samples [n, d].
  func discriminatorInput(real samples: Tensor, by players: Ensemble) -> Tensor
  /// The discriminator's input for the generator's completed
  /// outputs and the latents they were generated from.
  func discriminatorInput(generated outputs: Tensor, from latents: Tensor, by players: Ensemble)
    -> Tensor
  /// Samples [n, d] from the generator's completed outputs.
  func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor
  /// The decision [n, 1] from the discriminator's outputs [n, discriminatorOutputs].
  func decision(_ outputs: Tensor) -> Tensor
  /// Scalars that are computed only when a run is evaluated, by players in evaluation mode.
  func observations(in game: Game) -> [Monitor]
}

extension PlayerInterface {
  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    Cast(configuration, dimension: target.dimension)
  }
  public func generatorInput(_ latents: Tensor) -> Tensor { latents }
  public func category(_ latents: Tensor) -> Tensor? { nil }
  public func generatorOutput(_ outputs: Tensor) -> Tensor { outputs }
  public func discriminatorInput(real samples: Tensor, by players: Ensemble) -> Tensor { samples }
  public func discriminatorInput(
    generated outputs: Tensor, from latents: Tensor, by players: Ensemble
  ) -> Tensor { outputs }
  public func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor { outputs }
  public func decision(_ outputs: Tensor) -> Tensor { outputs }
  public func observations(in game: Game) -> [Monitor] { [] }
}

extension TrainingMethod {
  /// The functions that connect players and samples in this method; those of a two-player game by default.
  package var interface: any PlayerInterface { self as? any MultiplayerMethod ?? TwoPlayers() }
}

/// The default functions for a game of a generator and a discriminator alone.
private struct TwoPlayers: PlayerInterface {}
