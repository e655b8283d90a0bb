import ToyGANCore
import ToyGANSettings

/// Adam: steps along a running mean of the gradient, divided by a running root mean square.
///
///     m ← beta1 · m + (1 - beta1) · g,   v ← beta2 · v + (1 - beta2) · g²
///     p ← p - learningRate · m̂ / (√(v̂ + epsilonUnderRoot) + epsilon)
///
/// with m̂ = m / (1 - beta1ᵗ) and v̂ = v / (1 - beta2ᵗ). Epsilon is the paper's and PyTorch's, added
/// to the corrected root; TensorFlow adds its own to the uncorrected one, which differs by a
/// factor √(1 - beta2ᵗ) of epsilon. Kingma and Ba 2015, arXiv:1412.6980, algorithm 1. Where a beta follows a schedule,
/// betaᵗ is the product of its values.
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
  /// How the decays change; nil for constant ones.
  public var beta1Annealing, beta2Annealing: FactorSchedule?

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
      Setting(
        "beta1Annealing", optional: \.beta1Annealing, "how beta1 changes; nothing if it stays"),
      Setting(
        "beta2Annealing", optional: \.beta2Annealing, "how beta2 changes; nothing if it stays"),
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
    annealing: FactorSchedule? = nil, beta1Annealing: FactorSchedule? = nil,
    beta2Annealing: FactorSchedule? = nil
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.epsilonUnderRoot = epsilonUnderRoot
    self.isOptimistic = isOptimistic
    self.annealing = annealing
    (self.beta1Annealing, self.beta2Annealing) = (beta1Annealing, beta2Annealing)
  }

  public func validate(_ key: String) throws(SettingError) {
    // The moments of a dead unit are zero, so that the denominator would also be zero.
    if epsilonUnderRoot == 0, epsilon == 0 {
      throw SettingError(key: "\(key).epsilon", value: "0", allowed: "a finite number above 0")
    }
    for (name, beta, schedule) in [
      ("beta1", beta1, beta1Annealing), ("beta2", beta2, beta2Annealing),
    ] {
      guard let factor = schedule?.finalFactor, beta * factor >= 1 else { continue }
      throw SettingError(
        key: "\(key).\(name)Annealing.to", value: factor.node.inline,
        allowed: "a factor after which \(name), now \(beta), is below 1")
    }
  }

  public var schedules: [(setting: String, schedule: FactorSchedule)] {
    [
      ("annealing", annealing), ("beta1Annealing", beta1Annealing),
      ("beta2Annealing", beta2Annealing),
    ].compactMap { setting, schedule in schedule.map { (setting, $0) } }
  }

  public func lasting(_ updates: Int) -> Self {
    var rule = self
    rule.annealing = annealing?.lasting(updates)
    rule.beta1Annealing = beta1Annealing?.lasting(updates)
    rule.beta2Annealing = beta2Annealing?.lasting(updates)
    return rule
  }

  public var slots: [String] {
    let weights =
      (beta1Annealing.map { _ in ["first weight"] } ?? [])
      + (beta2Annealing.map { _ in ["second weight"] } ?? [])
    return ["first moment", "second moment"] + weights + (isOptimistic ? [Self.lastStep] : [])
  }
  public var isDifferentiableAtZeroGradient: Bool { epsilonUnderRoot > 0 }

  public func step(
    _ p: Tensor, gradient g: Tensor, state: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, state: [Tensor]) {
    let m = mean(of: g, after: state[0], beta1, beta1Annealing, at: update)
    let v = mean(of: g.squared(), after: state[1], beta2, beta2Annealing, at: update)
    var next = [m, v]
    let first = correction(beta1, beta1Annealing, time, update, state, &next)
    let second = correction(beta2, beta2Annealing, time, update, state, &next)
    let root = (1 / second * v + .constant(epsilonUnderRoot)).squareRoot()
    let step = rate(at: update) / first * m / (root + .constant(epsilon))
    return isOptimistic ? optimistic(p, step, state[next.count], next) : (p - step, next)
  }

  /// The running mean that follows `mean` and a new value, both [1, count].
  private func mean(
    of new: Tensor, after mean: Tensor, _ beta: Double, _ schedule: FactorSchedule?,
    at update: Tensor
  ) -> Tensor {
    guard let schedule else { return beta * mean + (1 - beta) * new }
    let share = beta * schedule.factor(at: update)  // [1, 1]
    return share * mean + (1 - share) * new
  }

  /// The sum of the weights of a running mean: 1 - betaᵗ [1, 1]; with a schedule, the running mean of 1 [1, count], which is
  /// appended to the state.
  private func correction(
    _ beta: Double, _ schedule: FactorSchedule?, _ time: Tensor, _ update: Tensor,
    _ state: [Tensor], _ next: inout [Tensor]
  ) -> Tensor {
    // Through expm1: the plain difference loses half of Float's digits at t = 1.
    guard schedule != nil else { return beta == 0 ? 1 : -(LibM.log(beta) * time).expm1() }
    let weights = mean(of: 1, after: state[next.count], beta, schedule, at: update)
    next.append(weights)
    return weights
  }
}
