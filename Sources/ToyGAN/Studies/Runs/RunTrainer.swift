import ToyGANCore
import ToyGANGames
import ToyGANSettings
import ToyGANTraining

/// What trains, as far as a run needs to know.
///
/// One thread uses it. How the way to a step is cut into calls of `advance` changes no number.
public protocol RunTrainer: AnyObject {
  /// Generator updates made.
  var step: Int { get }
  /// Goes back, or on, to where the checkpoint was taken.
  ///
  /// Throws `FileError` when it is not of this configuration.
  func restore(_ checkpoint: Checkpoint) throws
  /// All that `restore` needs.
  func checkpoint() -> Checkpoint
  /// Trains until `step` generator updates have been made.
  ///
  /// Returns nil when they have, or how the run ended before.
  func advance(to step: Int) -> Outcome?
  /// Measures the present generator; training is as it was.
  func evaluate() -> TrajectoryPoint
  /// The first quantity of the state that is no longer finite, or nil.
  func firstNonFiniteState() -> String?
  /// Generated samples, row-major `[count, d]`, the same whenever asked at one step.
  func samples(_ count: Int) -> [Float]
  /// Generated samples, row-major `[count, d]`, from latents drawn from `stream`.
  func samples(_ count: Int, from stream: RandomStream) -> [Float]
  /// Of each of `samples(count)`, the category that it was asked to be of; nil where there are none.
  func categories(_ count: Int) -> [Int]?
  /// Samples of the target, row-major `[count, d]`, the same whenever asked.
  func targetSamples(_ count: Int) -> [Float]
  /// The discriminator's output on a square grid of the plane, `side` points a side.
  func surface(side: Int) -> Surface
}

extension RunTrainer {
  public func categories(_ count: Int) -> [Int]? { nil }
}

extension Trainer: RunTrainer {}

/// Makes the trainer of a configuration, on the thread that will use it.
public typealias TrainerFactory = @Sendable (Recipe) throws -> any RunTrainer
