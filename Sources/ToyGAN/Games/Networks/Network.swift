import ToyGANCore

/// A network: an architecture, the expression of its weights, and other state of its layers.
///
/// Because the weights may be any expression, "this network after an optimizer step" is again a
/// `Network`, and gradients flow through the step.
public struct Network: Sendable {
  /// The architecture.
  public let architecture: MLP
  /// All weights and biases, [1, count], in the order of the architecture's layout.
  public private(set) var parameters: Tensor
  /// Running statistics of the layers, [1, count]; nil if the architecture has none.
  public private(set) var statistics: Tensor?
  /// Singular vectors of the weight matrices, [1, count]; nil if the architecture has none.
  public private(set) var singularVectors: Tensor?
  /// Frequencies of Fourier features, [1, count]; nil if the architecture has none.
  public let frequencies: Tensor?
  private(set) var weights: [Tensor]
  /// Whether batch normalization uses the minibatch's statistics or the running statistics.
  private var isTraining = true

  /// A network whose weights and other state are these expressions, each [1, count].
  public init(
    _ architecture: MLP, parameters: Tensor, statistics: Tensor? = nil,
    singularVectors: Tensor? = nil, frequencies: Tensor? = nil
  ) {
    self.architecture = architecture
    self.parameters = parameters
    self.statistics = statistics
    self.singularVectors = singularVectors
    self.frequencies = frequencies
    weights = architecture.layout.slices(of: parameters)
  }

  /// A network whose weights and other state are leaves with this name.
  public init(_ name: String, _ architecture: MLP) {
    func leaf(_ part: String, _ layout: ParameterLayout) -> Tensor? {
      layout.count == 0 ? nil : .leaf("\(name).\(part)", 1, layout.count)
    }
    self.init(
      architecture, parameters: .leaf("\(name).parameters", 1, architecture.layout.count),
      statistics: leaf("statistics", architecture.statistics),
      singularVectors: leaf("singular vectors", architecture.singularVectors),
      frequencies: leaf("frequencies", architecture.frequencies))
  }

  /// State other than the weights, each [1, count], with its layout and the name of its random stream.
  package var kept: [(leaf: Tensor, layout: ParameterLayout, stream: String)] {
    let parts = [
      (statistics, architecture.statistics, "statistics"),
      (singularVectors, architecture.singularVectors, "singular"),
      (frequencies, architecture.frequencies, "frequencies"),
    ]
    return parts.compactMap { leaf, layout, stream in leaf.map { ($0, layout, stream) } }
  }

  /// Everything other than the inputs that the outputs depend on and that changes, each [1, count].
  var state: [Tensor] { [parameters, statistics, singularVectors].compactMap(\.self) }

  /// Outputs [n, outputs] for inputs [n, inputs].
  public func callAsFunction(_ x: Tensor) -> Tensor {
    var pass = ForwardPass(self, isTraining: isTraining)
    return pass.output(x)
  }

  /// Outputs of the last hidden layer, [n, width], for inputs [n, inputs].
  public func features(_ x: Tensor) -> Tensor {
    var pass = ForwardPass(self, isTraining: isTraining)
    return pass.features(x)
  }

  /// This network in evaluation mode: batch normalization uses the running statistics.
  public var inEvaluationMode: Network {
    var network = self
    network.isTraining = false
    return network
  }

  /// This network with other weights, [1, count].
  public func with(parameters: Tensor) -> Network {
    var next = self
    (next.parameters, next.weights) = (parameters, architecture.layout.slices(of: parameters))
    return next
  }
}

// MARK: - State other than the weights

extension Network {
  /// This network after an update to other weights [1, count], with statistics from minibatches [n, inputs]
  /// that were processed one after another.
  func updated(parameters: Tensor, seen minibatches: [Tensor]) -> Network {
    var next = with(parameters: parameters)
    next.statistics = statistics(seeing: minibatches)
    next.singularVectors = next.iteratedSingularVectors()
    return next
  }

  private func statistics(seeing minibatches: [Tensor]) -> Tensor? {
    if statistics == nil { return nil }
    var network = self
    for x in minibatches {
      var pass = ForwardPass(network, isTraining: true)
      _ = pass.output(x)
      network.statistics = architecture.statistics.joined(pass.statistics)
    }
    return network.statistics
  }

  /// The singular vectors after one power iteration for every weight matrix.
  ///
  ///     u ← v Wᵀ / ‖v Wᵀ‖,   v ← u W / ‖u W‖
  package func iteratedSingularVectors() -> Tensor? {
    guard let singularVectors else { return nil }
    let vectors = architecture.singularVectors.slices(of: singularVectors)
    let matrices = zip(architecture.layout.entries, weights).filter(\.0.isWeight).map(\.1)
    return architecture.singularVectors.joined(
      matrices.enumerated().flatMap { i, weight in
        let u = vectors[2 * i + 1].matmul(weight, transposeRight: true).normalized()  // [1, rows]
        return [u, u.matmul(weight).normalized()]
      })
  }
}

extension Tensor {
  /// A row vector scaled to length 1, [1, n].
  fileprivate func normalized() -> Tensor { self / rowNorms() }
}
