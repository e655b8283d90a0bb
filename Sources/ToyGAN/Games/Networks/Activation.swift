import ToyGANCore

/// Nonlinearity between the layers of a network.
public enum Activation: Hashable, Sendable {
  case tanh, relu
  /// The identity, for example with maxout.
  case linear
  /// x if x is positive, otherwise `slope` · x.
  case leakyRelu(slope: Double)
  /// log(1 + eˣ).
  case softplus
  /// x if x is positive, otherwise eˣ - 1 (Clevert et al. 2016, arXiv:1511.07289, with α 1).
  case elu
  /// x · σ(x) (Elfwing et al. 2018, arXiv:1702.03118).
  case silu

  /// x if x is positive, otherwise x / 5.
  public static let leakyRelu = Activation.leakyRelu(slope: 0.2)

  func callAsFunction(_ x: Tensor) -> Tensor {
    switch self {
    case .tanh: x.tanh()
    case .relu: x.relu()
    case .linear: x
    case .leakyRelu(let slope): x.relu() - slope * (-x).relu()
    case .softplus: x.softplus()
    case .elu: x.relu() + (-(-x).relu()).expm1()
    case .silu: x * x.sigmoid()
    }
  }
}
