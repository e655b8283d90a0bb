import ToyGANCore
import ToyGANTargets

/// A method with more than a generator that makes samples from latents and a discriminator that sees
/// them: further players, codes, categories, or matrices that stay the same during training.
public protocol MultiplayerMethod: TrainingMethod, PlayerInterface {}

/// Who plays a game, and what passes between the players.
public protocol PlayerInterface: Sendable {
  /// The players, and the widths of what passes between them.
  func cast(_ configuration: Configuration, target: any Target) -> Cast
  /// What the generator reads of latents [n, latents], [n, generatorInputs].
  func generatorInput(_ latents: Tensor) -> Tensor
  /// The category that a sample is asked to have by its latents, 1 in one of K columns, [n, K]; nil
  /// where the method has no categories.
  func category(_ latents: Tensor) -> Tensor?
  /// The generator's outputs [n, generatorOutputs] together with random numbers that the method adds,
  /// [n, any].
  func completed(_ outputs: Tensor) -> Tensor
  /// What the discriminator sees of real samples [n, d], [n, discriminatorInputs].
  func view(real samples: Tensor, by players: Ensemble) -> Tensor
  /// What it sees of the generator's completed outputs, and of the latents that they were made from.
  func view(generated outputs: Tensor, from latents: Tensor, by players: Ensemble) -> Tensor
  /// Samples [n, d] from the generator's completed outputs.
  func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor
  /// The decision [n, 1] from the discriminator's outputs [n, discriminatorOutputs].
  func decision(_ outputs: Tensor) -> Tensor
  /// Scalars that are computed only where a run is evaluated, by players in evaluation mode.
  func observations(in game: Game) -> [Monitor]
}

extension PlayerInterface {
  public func cast(_ configuration: Configuration, target: any Target) -> Cast {
    Cast(configuration, dimension: target.dimension)
  }
  public func generatorInput(_ latents: Tensor) -> Tensor { latents }
  public func category(_ latents: Tensor) -> Tensor? { nil }
  public func completed(_ outputs: Tensor) -> Tensor { outputs }
  public func view(real samples: Tensor, by players: Ensemble) -> Tensor { samples }
  public func view(
    generated outputs: Tensor, from latents: Tensor, by players: Ensemble
  ) -> Tensor { outputs }
  public func samples(_ outputs: Tensor, by players: Ensemble) -> Tensor { outputs }
  public func decision(_ outputs: Tensor) -> Tensor { outputs }
  public func observations(in game: Game) -> [Monitor] { [] }
}

extension TrainingMethod {
  /// How players and samples meet in this method: its own way, or that of two players.
  package var interface: any PlayerInterface { self as? any MultiplayerMethod ?? TwoPlayers() }
}

/// The way of a generator and a discriminator alone.
private struct TwoPlayers: PlayerInterface {}
