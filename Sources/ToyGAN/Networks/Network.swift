/// A network: an architecture and the expression of its weights.
///
/// Because the weights may be any expression, "this network after an optimizer step" is again a
/// `Network`, and gradients flow through the step.
public struct Network: Sendable {
  public let architecture: MLP
  /// All weights and biases, [1, count], as laid out by the architecture.
  public let parameters: Tensor
  private let weights: [Tensor]

  public init(_ architecture: MLP, parameters: Tensor) {
    (self.architecture, self.parameters) = (architecture, parameters)
    weights = architecture.layout.slices(of: parameters)
  }

  /// A network whose weights are a leaf of this name.
  public init(_ name: String, _ architecture: MLP) {
    self.init(architecture, parameters: .leaf("\(name).parameters", 1, architecture.layout.count))
  }

  /// Outputs [n, outputs] for inputs [n, inputs].
  public func callAsFunction(_ x: Tensor) -> Tensor { architecture(x, weights: weights) }
}
