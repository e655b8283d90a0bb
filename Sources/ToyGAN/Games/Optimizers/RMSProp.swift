import ToyGANCore
import ToyGANSettings

/// RMSProp: steps divided by a running root mean square of the gradient.
///
///     s ← decay · s + (1 - decay) · g²,   p ← p - learningRate · g / √(s + epsilon)
///
/// Epsilon is added under the root, as in TensorFlow (PyTorch adds it outside). The mean square starts at
/// zero, as in PyTorch. Tieleman and Hinton 2012, lecture 6.5.
public struct RMSProp: Optimizer, Hashable {
  public static let name = "rmsprop"
  public var learningRate: Double
  /// Decay of the running mean square, in [0, 1).
  public var decay: Double
  /// Added under the root, above zero because a dead unit's mean square is zero.
  public var epsilon: Double
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("learningRate", \.learningRate, .positive, "length of a step, at the first update")
        .also("lr", "learning rate", "step size", "eta"),
      Setting("annealing", \.annealing, "how the learning rate falls")
        .also("learning rate decay", "scheduler", "lr schedule"),
      Setting("decay", \.decay, .fraction, "share of the running mean square that is kept")
        .also("alpha", "rho"),
      Setting("epsilon", \.epsilon, .positive, "added under the root").also("eps"),
    ]
  }

  public init() { self.init(learningRate: 5e-5) }
  /// The rule with these settings; the defaults are those of WGAN.
  public init(
    learningRate: Double = 5e-5, decay: Double = 0.9, epsilon: Double = 1e-10,
    annealing: FactorSchedule? = nil
  ) {
    self.learningRate = learningRate
    self.decay = decay
    self.epsilon = epsilon
    self.annealing = annealing
  }

  public var slots: [String] { ["mean square"] }
  public var isDifferentiableAtZeroGradient: Bool { epsilon > 0 }

  public func step(
    _ p: Tensor, gradient g: Tensor, state: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, state: [Tensor]) {
    let s = decay * state[0] + (1 - decay) * g.squared()
    return (p - rate(at: update) * g / (s + .constant(epsilon)).squareRoot(), [s])
  }
}
