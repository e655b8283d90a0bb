/// Reverse-mode differentiation on the graph: derivatives are expressions like any other.
extension Tensor {
  /// Derivative of the sum of `self` with respect to `source`, with the shape of `source`; see `gradients`.
  public func gradient(at source: Tensor, holding held: [Tensor] = []) -> Tensor {
    gradients(at: [source], holding: held)[0]
  }

  /// Derivatives of the sum of `self` with respect to each of `sources`, with `held` tensors constant.
  ///
  /// A source may be any node, not only a leaf; it is treated as an independent
  /// variable. Gradients do not pass through held tensors to the sources that they were
  /// computed from; a held tensor may itself be a source.
  public func gradients(at sources: [Tensor], holding held: [Tensor] = []) -> [Tensor] {
    let order = Tensor.nodes(of: [self])
    let held = Set(held)
    var gradientPaths = Set(sources)
    for tensor in order
    where !held.contains(tensor) && tensor.node.operands.contains(where: gradientPaths.contains) {
      gradientPaths.insert(tensor)
    }
    var cotangent: [Tensor: Tensor] = [self: .constant(1, shape)]
    for tensor in order.reversed() where gradientPaths.contains(tensor) && !held.contains(tensor) {
      guard let c = cotangent[tensor] else { continue }
      let wanted = tensor.node.operands.map(gradientPaths.contains)
      if !wanted.contains(true) { continue }
      for (operand, share) in zip(tensor.node.operands, tensor.pullback(c, wanted)) {
        guard let share, gradientPaths.contains(operand) else { continue }
        cotangent[operand] = cotangent[operand].map { $0 + share } ?? share
      }
    }
    return sources.map { cotangent[$0] ?? .constant(0, $0.shape) }
  }

  /// The cotangent of each operand for the cotangent `c` of `self`; nil if it is zero.
  ///
  /// It is written in the same primitives, so that higher derivatives are possible.
  /// Rules may skip operands that are not `wanted`.
  private func pullback(_ c: Tensor, _ wanted: [Bool]) -> [Tensor?] {
    let x = node.operands
    switch node.op {
    case .leaf, .draw, .constant: return []
    case .unary(let function): return [function.pullback(c, at: x[0], value: self)]
    case .binary(let function): return function.pullback(c, at: x, value: self, wanted)
    case .matmul(let tl, let tr):
      let (a, b) = (x[0], x[1])
      return [
        !wanted[0]
          ? nil
          : tl
            ? b.matmul(c, transposeLeft: tr, transposeRight: true)
            : c.matmul(b, transposeRight: !tr),
        !wanted[1]
          ? nil
          : tr
            ? c.matmul(a, transposeLeft: true, transposeRight: tl)
            : a.matmul(c, transposeLeft: !tl),
      ]
    case .sum: return [c.broadcast(to: x[0].shape)]
    case .broadcast: return [c.sum(to: x[0].shape)]
    case .slice(let offset): return [c.placed(at: offset, in: x[0].shape.columns)]
    case .concat(let offsets): return zip(offsets, x).map { c.slice(from: $0, $1.shape) }
    case .columns(let first): return [c.placedColumns(at: first, in: x[0].shape.columns)]
    case .placedColumns(let first): return [c.columns(first..<first + x[0].shape.columns)]
    case .closeness(let kernels): return closenessPullback(c, kernels, wanted)
    case .closenessTranspose(let kernels): return closenessTransposePullback(c, kernels, wanted)
    case .eigenvectors: return [eigenvectorsPullback(c)]
    }
  }

  private func closenessPullback(_ c: Tensor, _ kernels: Int, _ wanted: [Bool]) -> [Tensor?] {
    let (m, directions) = (node.operands[0], Array(node.operands.dropFirst()))
    let first = wanted[0] ? m.closenessTranspose(kernels: kernels, c, along: directions) : nil
    return [first]
      + directions.indices.map { k in
        wanted[k + 1]
          ? m.closenessTranspose(kernels: kernels, c, along: directions.without(k)) : nil
      }
  }

  private func closenessTransposePullback(
    _ c: Tensor, _ kernels: Int, _ wanted: [Bool]
  ) -> [Tensor?] {
    let (m, g, directions) = (node.operands[0], node.operands[1], Array(node.operands.dropFirst(2)))
    let all = directions + [c]
    return [
      wanted[0] ? m.closenessTranspose(kernels: kernels, g, along: all) : nil,
      wanted[1] ? m.closeness(kernels: kernels, along: all) : nil,
    ]
      + directions.indices.map { k in
        wanted[k + 2] ? m.closenessTranspose(kernels: kernels, g, along: all.without(k)) : nil
      }
  }
}

extension Unary {
  fileprivate func pullback(_ c: Tensor, at x: Tensor, value y: Tensor) -> Tensor? {
    switch self {
    case .copy: c
    case .negate: -c
    case .exp: c * y
    case .expm1: c * (y + 1)
    case .log: c / x
    case .squareRoot: 0.5 * c / y
    case .tanh: c * (1 - y * y)
    case .sigmoid: c * (y * (1 - y))
    case .softplus: c * x.sigmoid()
    case .relu: c * y.step()
    case .absolute: c * x.sign()
    case .sine: c * x.cosine()
    case .cosine: -(c * x.sine())
    case .step, .sign: nil
    }
  }
}

extension Binary {
  fileprivate func pullback(
    _ c: Tensor, at x: [Tensor], value y: Tensor, _ wanted: [Bool]
  ) -> [Tensor?] {
    switch self {
    case .add: return [c, c]
    case .subtract: return [c, wanted[1] ? -c : nil]
    case .multiply where x[0] == x[1]: return [(2 * c) * x[0], nil]
    case .multiply: return [wanted[0] ? c * x[1] : nil, wanted[1] ? c * x[0] : nil]
    case .divide: return [c / x[1], wanted[1] ? -(c * y / x[1]) : nil]
    case .minimum:
      let left = (x[1] - x[0]).step()
      return [c * left, c * (1 - left)]
    case .maximum:
      let left = (x[0] - x[1]).step()
      return [c * left, c * (1 - left)]
    }
  }
}

extension Array {
  fileprivate func without(_ index: Int) -> [Element] {
    var rest = self
    rest.remove(at: index)
    return rest
  }
}
