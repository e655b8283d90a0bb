import ToyGANCore
import ToyGANSettings

/// Gradient descent, with momentum if it is not zero.
///
///     v ← momentum · v + g,   p ← p - learningRate · v
///
/// PyTorch's convention: the learning rate multiplies the velocity and is not part of it. Polyak 1964.
public struct SGD: Optimizer, Hashable {
  public static let name = "sgd"
  public var learningRate: Double
  /// Momentum coefficient, in [0, 1).
  public var momentum: Double
  /// Whether steps are optimistic; see `Optimizer.optimistic`.
  public var isOptimistic: Bool
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("learningRate", \.learningRate, .positive, "length of a step, at the first update")
        .also("lr", "learning rate", "step size", "alpha", "eta"),
      Setting("annealing", \.annealing, "how the learning rate falls")
        .also("decay", "learning rate decay", "scheduler", "lr schedule"),
      Setting("isOptimistic", \.isOptimistic, "whether steps are optimistic").also("optimism"),
      Setting("momentum", \.momentum, .fraction, "share of the velocity that is kept"),
    ]
  }

  public init() { self.init(learningRate: 1e-2) }
  /// The rule with these settings.
  public init(
    learningRate: Double = 1e-2, momentum: Double = 0, isOptimistic: Bool = false,
    annealing: FactorSchedule? = nil
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.isOptimistic = isOptimistic
    self.annealing = annealing
  }

  public var slots: [String] {
    (momentum == 0 ? [] : ["velocity"]) + (isOptimistic ? [Self.lastStep] : [])
  }
  public var isDifferentiableAtZeroGradient: Bool { true }

  public func step(
    _ p: Tensor, gradient g: Tensor, state: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, state: [Tensor]) {
    let velocity = momentum == 0 ? g : momentum * state[0] + g
    let kept = momentum == 0 ? [] : [velocity]
    let step = rate(at: update) * velocity
    return isOptimistic ? optimistic(p, step, state[kept.count], kept) : (p - step, kept)
  }
}
