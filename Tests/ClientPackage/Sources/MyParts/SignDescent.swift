import ToyGAN

@testable import ToyGANCluster
@testable import ToyGANCore
@testable import ToyGANStudies
@testable import ToyGANTheory

/// Descends the sign of a running mean of the gradient, with a learning rate that falls.
public struct SignDescent: Optimizer {
  public static let name = "sign"

  public var learningRate = 1e-3
  public var decay = 0.9
  public var annealing: FactorSchedule? = .falling(.cosine, updates: 1000, to: 0.1)

  public init() {}

  public static var settings: [Setting<Self>] {
    [
      Setting("learningRate", \.learningRate, .positive, "length of a step, at the first update"),
      Setting("annealing", \.annealing, "how the learning rate falls"),
      Setting("decay", \.decay, .fraction, "share of the running mean that is kept"),
    ]
  }

  public var slots: [String] { ["mean"] }
  public var isDifferentiableAtZeroGradient: Bool { true }

  public func step(
    _ parameters: Tensor, gradient: Tensor, state: [Tensor], time: Tensor, update: Tensor
  ) -> (parameters: Tensor, state: [Tensor]) {
    let mean = decay * state[0] + (1 - decay) * gradient
    return (parameters - rate(at: update) * mean.sign(), [mean])
  }
}
