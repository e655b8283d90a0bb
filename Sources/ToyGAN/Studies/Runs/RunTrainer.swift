import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// The part of a trainer that a run uses.
///
/// It is used by one thread. Results do not depend on how training is split across calls of `advance`.
public protocol RunTrainer: AnyObject {
  /// Number of generator updates so far.
  var step: Int { get }
  /// Restores the state in a checkpoint, which may be of an earlier or a later step.
  ///
  /// Throws `FileError` if the checkpoint is not of this configuration.
  func restore(_ checkpoint: Checkpoint) throws
  /// The complete state that `restore` needs.
  func checkpoint() -> Checkpoint
  /// Trains until `step` generator updates have been made.
  ///
  /// Returns nil if they are complete, or the outcome if the run ended before.
  func advance(to step: Int) -> Outcome?
  /// Evaluates the current generator; does not change the training state.
  func evaluate() -> TrajectoryPoint
  /// The first quantity of the state that is no longer finite, or nil.
  func firstNonFiniteState() -> String?
  /// Generated samples, row-major `[count, d]`; repeated calls at one step give the same samples.
  func samples(_ count: Int) -> [Float]
  /// Generated samples, row-major `[count, d]`, from latents drawn from `stream`.
  func samples(_ count: Int, from stream: RandomStream) -> [Float]
  /// The category that each of `samples(count)` was asked to have; nil if there are no categories.
  func categories(_ count: Int) -> [Int]?
  /// Samples of the target, row-major `[count, d]`; repeated calls give the same samples.
  func targetSamples(_ count: Int) -> [Float]
  /// The discriminator's output on a square grid of the plane, with `side` points along each side.
  func surface(side: Int) -> Surface
}

extension RunTrainer {
  public func categories(_ count: Int) -> [Int]? { nil }
}

extension Trainer: RunTrainer {}

/// Creates the trainer of a recipe, on the thread that will use it.
public typealias TrainerFactory = @Sendable (Recipe) throws -> any RunTrainer
