/// A multilayer perceptron as a function of its input and of weights that are expressions.
///
///     h₀ = inputScale · x,   hᵢ = activation(hᵢ₋₁ Wᵢ + bᵢ),   output = h W + b
///
/// with minibatch discrimination, where asked for, between the last hidden layer and the output.
public struct MLP: Hashable, Sendable {
  public var inputs: Int
  public var hidden: [Int]
  public var outputs: Int
  public var activation: Activation
  public var initialization: Initialization
  public var inputScale: Double
  public var minibatchDiscrimination: MinibatchDiscrimination?

  public init(
    inputs: Int, hidden: [Int], outputs: Int, activation: Activation = .relu,
    initialization: Initialization = .orthogonal(gain: 0.8), inputScale: Double = 1,
    minibatchDiscrimination: MinibatchDiscrimination? = nil
  ) {
    (self.inputs, self.hidden, self.outputs) = (inputs, hidden, outputs)
    (self.activation, self.initialization) = (activation, initialization)
    self.inputScale = inputScale
    self.minibatchDiscrimination = minibatchDiscrimination
  }

  /// Whether the output for one sample depends on that sample alone.
  public var isPointwise: Bool { minibatchDiscrimination == nil }

  /// Weights and biases in the order in which `callAsFunction` takes them.
  public var layout: ParameterLayout {
    var layout = ParameterLayout()
    var width = inputs
    for (i, next) in hidden.enumerated() {
      layout.append("\(i).weight", width, next, initialization)
      layout.append("\(i).bias", 1, next, nil)
      width = next
    }
    if let layer = minibatchDiscrimination {
      let columns = layer.kernels * layer.dimensions
      layout.append("closeness.weight", width, columns, initialization)
      width += layer.kernels
    }
    layout.append("output.weight", width, outputs, initialization)
    layout.append("output.bias", 1, outputs, nil)
    return layout
  }

  /// The output [n, outputs] for inputs [n, inputs], with these `weights`.
  func callAsFunction(_ x: Tensor, weights: [Tensor]) -> Tensor {
    guard x.shape.columns == inputs else {
      fatalError("MLP: input \(x.shape) where [n, \(inputs)] is needed")
    }
    var h = inputScale == 1 ? x : inputScale * x
    for i in hidden.indices {
      h = activation(h.matmul(weights[2 * i]) + weights[2 * i + 1])  // [n, hidden[i]]
    }
    let (weight, bias) = (weights[weights.count - 2], weights[weights.count - 1])
    guard let layer = minibatchDiscrimination else { return h.matmul(weight) + bias }
    let projected = h.matmul(weights[2 * hidden.count])  // [n, dimensions · kernels]
    let closeness = projected.closeness(kernels: layer.kernels)  // [n, kernels]
    let features = h.shape.columns
    // [f, o] W as f W_f + o W_o: W's first rows meet the features, its last the closeness.
    return h.matmul(weight.rows(0..<features))
      + closeness.matmul(weight.rows(features..<weight.shape.rows)) + bias
  }
}

extension Tensor {
  /// Some of the rows of a matrix that is itself laid out in a row vector.
  fileprivate func rows(_ range: Range<Int>) -> Tensor {
    guard case .slice(let offset) = node.op else {
      fatalError("rows \(range) of \(shape): not a slice of a row vector")
    }
    let columns = shape.columns
    return node.operands[0].slice(
      from: offset + range.lowerBound * columns, Shape(range.count, columns))
  }
}
