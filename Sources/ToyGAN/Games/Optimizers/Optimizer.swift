import ToyGANCore
import ToyGANSettings

/// A first-order update rule, written as expressions so that it can be both compiled into a
/// training step and differentiated through.
public protocol Optimizer: NamedSettings {
  /// At the first update.
  var learningRate: Double { get }
  /// How the learning rate falls; nil for a constant one.
  var annealing: LearningRateSchedule? { get }
  /// Throws where settings, at `key`, do not go together.
  func validate(_ key: String) throws(SettingError)
  /// Names of what the rule remembers about each parameter; all start at zero.
  var slots: [String] { get }
  /// Whether a gradient through `step` is finite where the gradient given to it is zero.
  var isDifferentiableAtZeroGradient: Bool { get }

  /// New value of the parameters and of each slot.
  ///
  /// All shapes are those of `parameters`, but for `time` [1, 1], which counts this step as one more
  /// than those before it, and `update` [1, 1], the number of the update that it is part of: an
  /// extrapolation and what follows it are one update of two steps.
  func step(
    _ parameters: Tensor, gradient: Tensor, memory: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, memory: [Tensor])
}

extension Optimizer {
  public var annealing: LearningRateSchedule? { nil }
  public func validate(_ key: String) throws(SettingError) {}

  /// A step that is an update by itself.
  public func step(
    _ parameters: Tensor, gradient: Tensor, memory: [Tensor], time: Tensor
  ) -> (parameters: Tensor, memory: [Tensor]) {
    step(parameters, gradient: gradient, memory: memory, time: time, update: time)
  }

  /// The learning rate [1, 1] at the update of this number [1, 1].
  public func rate(at update: Tensor) -> Tensor {
    learningRate * (annealing?.factor(at: update) ?? 1)
  }

  /// Whether steps are optimistic: they remember the one before.
  public var isOptimistic: Bool { slots.contains(Self.lastStep) }

  /// The slot of the step before this one.
  public static var lastStep: String { "last step" }

  /// Twice this step and back the one before it: p ← p - 2 Δₜ + Δₜ₋₁.
  ///
  /// Rotations about an equilibrium are damped, where plain steps spiral out. Daskalakis, Ilyas,
  /// Syrgkanis and Zeng 2018, arXiv:1711.00141, equation 9 and algorithm 1.
  public func optimistic(
    _ p: Tensor, _ step: Tensor, _ last: Tensor, _ memory: [Tensor]
  ) -> (parameters: Tensor, memory: [Tensor]) {
    (p - 2 * step + last, memory + [step])
  }
}
