import ToyGANCore
import ToyGANSettings

/// A first-order update rule, written as expressions so that it can be compiled into a training step and
/// also differentiated through.
public protocol Optimizer: NamedSettings {
  /// The learning rate at the first update.
  var learningRate: Double { get }
  /// How the learning rate decreases; nil for a constant one.
  var annealing: FactorSchedule? { get set }
  /// All schedules of the rule, by the names of their settings.
  var schedules: [(setting: String, schedule: FactorSchedule)] { get }
  /// This rule in a run in which the player makes `updates` updates.
  func lasting(_ updates: Int) -> Self
  /// Throws if the settings, at `key`, are incompatible.
  func validate(_ key: String) throws(SettingError)
  /// Names of the state variables that the rule stores for each parameter; all start at zero.
  var slots: [String] { get }
  /// Whether a gradient through `step` is finite if the gradient given to it is zero.
  var isDifferentiableAtZeroGradient: Bool { get }

  /// New values of the parameters and of each slot.
  ///
  /// All shapes are those of `parameters`, except `time` [1, 1], the number of steps including this one,
  /// and `update` [1, 1], the number of the update that the step belongs to: an extrapolation and the step
  /// that follows it are one update of two steps.
  func step(
    _ parameters: Tensor, gradient: Tensor, state: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, state: [Tensor])
}

extension Optimizer {
  /// None for a rule that does not declare the setting, so that there is nothing to set.
  public var annealing: FactorSchedule? {
    get { nil }
    set {}
  }
  public var schedules: [(setting: String, schedule: FactorSchedule)] {
    annealing.map { [("annealing", $0)] } ?? []
  }
  public func validate(_ key: String) throws(SettingError) {}

  /// A step that is a complete update.
  public func step(
    _ parameters: Tensor, gradient: Tensor, state: [Tensor], time: Tensor
  ) -> (parameters: Tensor, state: [Tensor]) {
    step(parameters, gradient: gradient, state: state, time: time, update: time)
  }

  public func lasting(_ updates: Int) -> Self {
    var rule = self
    rule.annealing = annealing?.lasting(updates)
    return rule
  }

  /// The learning rate [1, 1] at the update with this number [1, 1].
  public func rate(at update: Tensor) -> Tensor {
    learningRate * (annealing?.factor(at: update) ?? 1)
  }

  /// Whether steps are optimistic, so that they use the previous step.
  public var isOptimistic: Bool { slots.contains(Self.lastStep) }

  /// Name of the slot that stores the previous step.
  public static var lastStep: String { "last step" }

  /// Applies twice this step and subtracts the previous one: p ← p - 2 Δₜ + Δₜ₋₁.
  ///
  /// Rotations about an equilibrium are damped, whereas plain steps spiral outwards. Daskalakis, Ilyas,
  /// Syrgkanis and Zeng 2018, arXiv:1711.00141, equation 9 and algorithm 1.
  public func optimistic(
    _ p: Tensor, _ step: Tensor, _ last: Tensor, _ state: [Tensor]
  ) -> (parameters: Tensor, state: [Tensor]) {
    (p - 2 * step + last, state + [step])
  }
}
