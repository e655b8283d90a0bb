/// Nonlinearity between the layers of a network.
public enum Activation: Hashable, Sendable {
  case tanh, relu
  /// x where positive, `slope` · x elsewhere.
  case leakyRelu(slope: Double)

  public static let leakyRelu = Activation.leakyRelu(slope: 0.2)

  func callAsFunction(_ x: Tensor) -> Tensor {
    switch self {
    case .tanh: x.tanh()
    case .relu: x.relu()
    case .leakyRelu(let slope): x.relu() - slope * (-x).relu()
    }
  }
}
