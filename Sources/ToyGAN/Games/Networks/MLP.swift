import ToyGANCore

/// A multilayer perceptron as a function of its input and of weights, which are expressions.
///
///     h₀ = inputScale · x,   hᵢ = activation(normalized(hᵢ₋₁ Wᵢ + bᵢ)),   output = h W + b
///
/// with optional minibatch discrimination between the last hidden layer and the output. With maxout each
/// hidden unit is the largest of several; a residual layer of unchanged width adds its input; batch
/// normalization replaces the bias. Fourier features replace h₀.
public struct MLP: Hashable, Sendable {
  /// Width of the input.
  public var inputs: Int
  /// Width of each hidden layer.
  public var hidden: [Int]
  /// Width of the output.
  public var outputs: Int
  /// Nonlinearity after each hidden layer.
  public var activation: Activation
  /// Distribution of the weights before training.
  public var initialization: Initialization
  /// Factor that multiplies the input.
  public var inputScale: Double
  /// The minibatch discrimination layer; nil for none.
  public var minibatchDiscrimination: MinibatchDiscrimination?
  /// Options of the hidden layers, other than their widths and activation.
  public var layers = HiddenLayers()
  /// Whether b is added to the output; a critic does not need it, and games
  /// that are solved by hand have no such parameter.
  public var hasOutputBias = true

  /// An architecture from `inputs` through hidden layers of these widths to `outputs`.
  public init(
    inputs: Int, hidden: [Int], outputs: Int, activation: Activation = .relu,
    initialization: Initialization = .orthogonal(gain: 0.8), inputScale: Double = 1,
    minibatchDiscrimination: MinibatchDiscrimination? = nil, layers: HiddenLayers = HiddenLayers()
  ) {
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    self.activation = activation
    self.initialization = initialization
    self.inputScale = inputScale
    self.minibatchDiscrimination = minibatchDiscrimination
    self.layers = layers
  }

  /// Whether the output for one sample, in evaluation mode, depends on that sample alone.
  public var isPointwise: Bool { minibatchDiscrimination == nil }

  /// Weights and biases in the order in which a `ForwardPass` uses them.
  public var layout: ParameterLayout {
    var layout = ParameterLayout()
    var width = layers.fourierFeatures.map { 2 * $0.count } ?? inputs
    for (i, next) in hidden.enumerated() {
      for piece in 0..<layers.maxout {
        let name = layers.maxout == 1 ? "\(i)" : "\(i).\(piece)"
        layout.append("\(name).weight", width, next, initialization)
        if layers.batchNormalization != nil { continue }
        layout.append("\(name).bias", 1, next, nil)
      }
      if layers.batchNormalization != nil {
        layout.append("\(i).scale", 1, next, nil, startingAt: 1)
        layout.append("\(i).shift", 1, next, nil)
      }
      width = next
    }
    if let layer = minibatchDiscrimination {
      let columns = layer.kernels * layer.dimensions
      layout.append("closeness.weight", width, columns, initialization)
      width += layer.kernels
    }
    layout.append("output.weight", width, outputs, initialization)
    if hasOutputBias { layout.append("output.bias", 1, outputs, nil) }
    return layout
  }

  /// Running mean and variance of every batch-normalized layer.
  public var statistics: ParameterLayout {
    var layout = ParameterLayout()
    if layers.batchNormalization == nil { return layout }
    for (i, width) in hidden.enumerated() {
      layout.append("\(i).running mean", 1, width, nil)
      layout.append("\(i).running variance", 1, width, nil, startingAt: 1)
    }
    return layout
  }

  /// Frequencies of the Fourier features that the first layer sees; empty without Fourier features.
  public var frequencies: ParameterLayout {
    var layout = ParameterLayout()
    if let features = layers.fourierFeatures {
      layout.append(
        "frequencies", inputs, features.count, .normal(deviation: features.deviation))
    }
    return layout
  }

  /// Whether a name in a checkpoint, after that of the player, is of a layer: `0.weight`, and not `first moment.0.weight`.
  static func isPart(_ name: Substring) -> Bool {
    let layer = name.prefix { $0 != "." }
    return Int(layer) != nil || ["closeness", "output", "frequencies"].contains(layer)
  }

  /// Left and right singular vectors of every weight matrix that is divided by its largest singular value.
  public var singularVectors: ParameterLayout {
    var vectors = ParameterLayout()
    if !layers.isSpectrallyNormalized { return vectors }
    for entry in layout.entries where entry.isWeight {
      vectors.append("\(entry.name).left", 1, entry.shape.rows, .normal(deviation: 1))
      vectors.append("\(entry.name).right", 1, entry.shape.columns, .normal(deviation: 1))
    }
    return vectors
  }
}
