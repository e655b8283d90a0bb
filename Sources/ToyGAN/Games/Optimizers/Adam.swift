import ToyGANCore
import ToyGANSettings

/// Adam: steps along a running mean of the gradient, divided by a running root mean square.
///
///     m ← beta1 · m + (1 - beta1) · g,   v ← beta2 · v + (1 - beta2) · g²
///     p ← p - learningRate · m̂ / (√(v̂ + epsilonUnderRoot) + epsilon)
///
/// with m̂ = m / (1 - beta1ᵗ) and v̂ = v / (1 - beta2ᵗ). Epsilon is the paper's and PyTorch's, added
/// to the corrected root; TensorFlow adds its own to the uncorrected one, which differs by a
/// factor √(1 - beta2ᵗ) of epsilon. Kingma and Ba 2015, arXiv:1412.6980, algorithm 1.
public struct Adam: Optimizer, Hashable {
  public static let name = "adam"
  public var learningRate: Double
  /// Decay of the running means of the gradient and of its square.
  public var beta1, beta2: Double
  /// Number added to the root.
  public var epsilon: Double
  /// Must be above zero to differentiate through the step: √v has no finite slope
  /// at 0, which is the value of v for a dead unit.
  public var epsilonUnderRoot: Double
  /// Whether steps are optimistic; see `Optimizer.optimistic`.
  public var isOptimistic: Bool
  public var annealing: FactorSchedule?

  public static var settings: [Setting<Self>] {
    [
      Setting("learningRate", \.learningRate, .positive, "length of a step, at the first update")
        .also("lr", "learning rate", "step size", "alpha", "eta"),
      Setting("annealing", \.annealing, "how the learning rate falls")
        .also("decay", "learning rate decay", "scheduler", "lr schedule"),
      Setting(
        "beta1", \.beta1, .fraction, "share of the running mean of the gradient that is kept"
      ).also("momentum", "b1"),
      Setting("beta2", \.beta2, .fraction, "share of the running mean square that is kept")
        .also("b2"),
      Setting("epsilon", \.epsilon, .notNegative, "added to the root").also("eps"),
      Setting("epsilonUnderRoot", \.epsilonUnderRoot, .notNegative, "added under the root"),
      Setting("isOptimistic", \.isOptimistic, "whether steps are optimistic").also("optimism"),
    ]
  }

  public init() { self.init(learningRate: 1e-4) }
  /// The rule with these settings; the defaults are those of unrolled GANs.
  public init(
    learningRate: Double = 1e-4, beta1: Double = 0.5, beta2: Double = 0.999,
    epsilon: Double = 1e-8, epsilonUnderRoot: Double = 0, isOptimistic: Bool = false,
    annealing: FactorSchedule? = nil
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.epsilonUnderRoot = epsilonUnderRoot
    self.isOptimistic = isOptimistic
    self.annealing = annealing
  }

  public func validate(_ key: String) throws(SettingError) {
    // The moments of a dead unit are zero, so that the denominator would also be zero.
    if epsilonUnderRoot == 0, epsilon == 0 {
      throw SettingError(key: "\(key).epsilon", value: "0", allowed: "a finite number above 0")
    }
  }

  public var slots: [String] {
    ["first moment", "second moment"] + (isOptimistic ? [Self.lastStep] : [])
  }
  public var isDifferentiableAtZeroGradient: Bool { epsilonUnderRoot > 0 }

  public func step(
    _ p: Tensor, gradient g: Tensor, state: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, state: [Tensor]) {
    let m = beta1 * state[0] + (1 - beta1) * g
    let v = beta2 * state[1] + (1 - beta2) * g.squared()
    let rate = rate(at: update) / Adam.correction(beta1, time)  // [1, 1]
    let weight = 1 / Adam.correction(beta2, time)  // [1, 1]
    let root = (weight * v + .constant(epsilonUnderRoot)).squareRoot()
    let step = rate * m / (root + .constant(epsilon))
    return isOptimistic ? optimistic(p, step, state[2], [m, v]) : (p - step, [m, v])
  }

  /// 1 - betaᵗ, through expm1: the plain difference loses half of Float's digits at t = 1.
  private static func correction(_ beta: Double, _ time: Tensor) -> Tensor {
    beta == 0 ? 1 : -(LibM.log(beta) * time).expm1()
  }
}
