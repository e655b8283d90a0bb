/// Gradient descent, with momentum where it is not zero.
///
///     v ← momentum · v + g,   p ← p - learningRate · v
///
/// PyTorch's convention: the learning rate scales the velocity, and is not part of it. Polyak 1964.
public struct SGD: Optimizer, Hashable {
  public static let name = "sgd"
  public var learningRate: Double
  /// In [0, 1).
  public var momentum: Double

  public init() { self.init(learningRate: 1e-2) }
  public init(learningRate: Double = 1e-2, momentum: Double = 0) {
    (self.learningRate, self.momentum) = (learningRate, momentum)
  }

  public func validate(_ key: String) throws(ConfigurationError) {
    try Check.positive(learningRate, "\(key).learningRate")
    try Check.fraction(momentum, "\(key).momentum")
  }

  public var slots: [String] { momentum == 0 ? [] : ["velocity"] }
  public var isDifferentiableAtRest: Bool { true }

  public func step(
    _ p: Tensor, gradient g: Tensor, memory: [Tensor], time: Tensor
  ) -> (parameters: Tensor, memory: [Tensor]) {
    guard let last = memory.first else { return (p - learningRate * g, []) }
    let velocity = momentum * last + g
    return (p - learningRate * velocity, [velocity])
  }
}
