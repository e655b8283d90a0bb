import ToyGANCore

/// The forward pass of a network, which takes its weights and other state in their order.
struct ForwardPass {
  private let architecture: MLP
  private var weights: ArraySlice<Tensor>
  private var running: ArraySlice<Tensor>
  private var vectors: ArraySlice<Tensor>
  private let frequencies: Tensor?
  /// Whether batch normalization uses the minibatch's statistics or the running statistics.
  private let isTraining: Bool
  /// The running statistics after this minibatch, mean and variance of each layer.
  private(set) var statistics: [Tensor] = []

  init(_ network: Network, isTraining: Bool) {
    let architecture = network.architecture
    self.architecture = architecture
    self.isTraining = isTraining
    weights = network.weights[...]
    running = network.statistics.map { architecture.statistics.slices(of: $0)[...] } ?? []
    frequencies = network.frequencies.map { architecture.frequencies.slices(of: $0)[0] }
    vectors = network.singularVectors.map { architecture.singularVectors.slices(of: $0)[...] } ?? []
  }

  /// The output [n, outputs] for inputs [n, inputs].
  mutating func output(_ x: Tensor) -> Tensor {
    var h = lastLayer(x)
    if let layer = architecture.minibatchDiscrimination {
      h.append(dense(h, hasBias: false).closeness(kernels: layer.kernels))
    }
    return dense(h, hasBias: architecture.hasOutputBias)
  }

  /// The last hidden layer's output [n, width], or the scaled input if there is none.
  mutating func features(_ x: Tensor) -> Tensor {
    let h = lastLayer(x)
    guard h.count == 1 else { fatalError("MLP: no hidden layer to take features from") }
    return h[0]
  }

  /// Inputs of the output layer, as matrices [n, …] side by side: one matrix except with Fourier features.
  private mutating func lastLayer(_ x: Tensor) -> [Tensor] {
    guard x.shape.columns == architecture.inputs else {
      fatalError("MLP: input \(x.shape) where [n, \(architecture.inputs)] is needed")
    }
    var h = waves(architecture.inputScale == 1 ? x : architecture.inputScale * x)
    for width in architecture.hidden {
      let next = hidden(h)  // [n, width]
      let isAdded = architecture.layers.isResidual && h.count == 1 && h[0].shape.columns == width
      h = [isAdded ? h[0] + next : next]
    }
    return h
  }

  /// The scaled input, or its Fourier features.
  private func waves(_ x: Tensor) -> [Tensor] {
    guard let frequencies else { return [x] }
    let angles = 2 * Double.pi * x.matmul(frequencies)  // [n, count]
    return [angles.cosine(), angles.sine()]
  }

  private mutating func hidden(_ parts: [Tensor]) -> Tensor {
    let isNormalized = architecture.layers.batchNormalization != nil
    var a = dense(parts, hasBias: !isNormalized)
    for _ in 1..<architecture.layers.maxout { a = a.maximum(dense(parts, hasBias: !isNormalized)) }
    if let normalization = architecture.layers.batchNormalization {
      a = normalized(a, normalization)
    }
    return architecture.activation(a)
  }

  /// A dense layer on matrices [n, …] side by side: [f, o] W is f W_f + o W_o, in which W_f is the first
  /// rows of W and W_o the last.
  private mutating func dense(_ parts: [Tensor], hasBias: Bool) -> Tensor {
    let weight = weights.removeFirst()
    var (product, row): (Tensor?, Int) = (nil, 0)
    for part in parts {
      let end = row + part.shape.columns
      let share = part.matmul(parts.count == 1 ? weight : weight.rows(row..<end))
      (product, row) = (product.map { $0 + share } ?? share, end)
    }
    guard let product else { fatalError("a layer without an input") }
    let normalized = normalizedSpectrally(product, weight)
    return hasBias ? normalized + weights.removeFirst() : normalized
  }

  /// A product with `weight`, divided by the largest singular value u W vᵀ of
  /// the weight, with u and v its singular vectors.
  private mutating func normalizedSpectrally(_ product: Tensor, _ weight: Tensor) -> Tensor {
    guard architecture.layers.isSpectrallyNormalized else { return product }
    let (u, v) = (vectors.removeFirst(), vectors.removeFirst())  // [1, rows], [1, columns]
    return product / (u.matmul(weight) * v).sum()
  }

  private mutating func normalized(_ a: Tensor, _ normalization: BatchNormalization) -> Tensor {
    let (scale, shift) = (weights.removeFirst(), weights.removeFirst())  // [1, width]
    let (runningMean, runningVariance) = (running.removeFirst(), running.removeFirst())
    let n = Double(a.shape.rows)
    let mean = isTraining ? (1 / n) * a.columnSums() : runningMean
    let centered = a - mean  // [n, width]
    let variance = isTraining ? (1 / n) * centered.squared().columnSums() : runningVariance
    let (old, new) = (1 - normalization.momentum, normalization.momentum)
    statistics += [
      old * runningMean + new * mean,
      old * runningVariance + (new * n / max(n - 1, 1)) * variance,
    ]
    let deviation = (variance + .constant(normalization.epsilon)).squareRoot()
    return centered / deviation * scale + shift
  }
}

extension Tensor {
  /// A range of rows of a matrix that is stored in a row vector.
  fileprivate func rows(_ range: Range<Int>) -> Tensor {
    guard case .slice(let offset) = node.op else {
      fatalError("rows \(range) of \(shape): not a slice of a row vector")
    }
    let columns = shape.columns
    return node.operands[0].slice(
      from: offset + range.lowerBound * columns, Shape(range.count, columns))
  }
}
