import ToyGAN

/// Evaluates expressions one node at a time, in Double and without optimizations: the reference that
/// compiled programs are tested against.
public struct Interpreter {
  /// Values of leaves and draws, in row-major order.
  public var given: [Tensor: [Double]]
  /// Relative size of a random error in every entry of every node, from a fixed seed.
  ///
  /// With the size of Float's rounding (6e-8), it shows the error of an expression
  /// in single precision, however it is computed. The error of a sum is relative to
  /// the magnitudes of its terms, not to the result.
  public var noise = 0.0

  /// An interpreter with these values of leaves and draws.
  public init(_ given: [Tensor: [Double]] = [:], noise: Double = 0) {
    (self.given, self.noise) = (given, noise)
  }

  /// Values of `outputs` in order, each row-major.
  public func values(_ outputs: [Tensor]) -> [[Double]] {
    var known = given
    var random = SeededGenerator(5)
    for tensor in Tensor.nodes(of: outputs) where known[tensor] == nil {
      let operands = tensor.node.operands.map { known[$0] ?? [] }
      let value = apply(tensor, operands)
      known[tensor] =
        noise == 0
        ? value
        : zip(value, magnitudes(tensor, operands, value)).map { (x: Double, magnitude: Double) in
          x + noise * magnitude * Double.random(in: -1...1, using: &random)
        }
    }
    return outputs.map { known[$0] ?? [] }
  }

  /// Row-major values of one output.
  public func value(_ output: Tensor) -> [Double] { values([output])[0] }

  /// The magnitudes to which a node's rounding errors are relative.
  private func magnitudes(_ tensor: Tensor, _ x: [[Double]], _ value: [Double]) -> [Double] {
    switch tensor.node.op {
    case .sum, .matmul: apply(tensor, x.map { $0.map { Swift.abs($0) } })
    default: value.map { Swift.abs($0) }
    }
  }

  private func apply(_ tensor: Tensor, _ x: [[Double]]) -> [Double] {
    let (shape, operands) = (tensor.shape, tensor.node.operands.map(\.shape))
    switch tensor.node.op {
    case .leaf(let name): fatalError("no value given for leaf \(name)")
    case .draw(let distribution): fatalError("no value given for a \(distribution) draw")
    case .constant(let value): return Array(repeating: value, count: shape.count)
    case .unary(let function): return x[0].map { function($0) }
    case .binary(let function): return zip(x[0], x[1]).map { function($0, $1) }
    case .matmul(let tl, let tr): return product(x, operands, shape, tl, tr)
    case .sum: return sum(x[0], operands[0], to: shape)
    case .broadcast:
      return entries(of: shape).map { i, j in
        x[0][
          (operands[0].rows == 1 ? 0 : i) * operands[0].columns
            + (operands[0].columns == 1 ? 0 : j)]
      }
    case .slice(let offset): return Array(x[0][offset..<offset + shape.count])
    case .concat(let offsets):
      var whole = Array(repeating: 0.0, count: shape.count)
      for (part, offset) in zip(x, offsets) {
        whole.replaceSubrange(offset..<offset + part.count, with: part)
      }
      return whole
    case .columns(let first):
      return entries(of: shape).map { i, j in x[0][i * operands[0].columns + first + j] }
    case .placedColumns(let first):
      let part = operands[0].columns
      return entries(of: shape).map { i, j in
        first..<first + part ~= j ? x[0][i * part + j - first] : 0
      }
    case .closeness(let kernels):
      return closeness(x[0], Array(x.dropFirst()), operands[0], kernels)
    case .closenessTranspose(let kernels):
      return closenessTranspose(x[0], x[1], Array(x.dropFirst(2)), operands[0], kernels)
    case .eigenvectors: return JacobiRotations(x[0], size: operands[0].rows).result
    }
  }

  private func entries(of shape: Shape) -> [(Int, Int)] {
    (0..<shape.count).map { ($0 / shape.columns, $0 % shape.columns) }
  }

  private func sum(_ x: [Double], _ from: Shape, to shape: Shape) -> [Double] {
    var result = Array(repeating: 0.0, count: shape.count)
    for (i, j) in entries(of: from) {
      result[(shape.rows == 1 ? 0 : i) * shape.columns + (shape.columns == 1 ? 0 : j)] +=
        x[i * from.columns + j]
    }
    return result
  }

  private func product(
    _ x: [[Double]], _ shapes: [Shape], _ shape: Shape, _ tl: Bool, _ tr: Bool
  ) -> [Double] {
    let (a, b) = (shapes[0], shapes[1])
    return entries(of: shape).map { i, j in
      (0..<(tl ? a.rows : a.columns)).reduce(0) { sum, p in
        sum + x[0][tl ? p * a.columns + i : i * a.columns + p]
          * x[1][tr ? j * b.columns + p : p * b.columns + j]
      }
    }
  }
}

extension Interpreter {
  /// The contribution of the pair of rows i, j in kernel b: (-1)^m e Π t.
  private func pair(
    _ m: [Double], _ directions: [[Double]], _ shape: Shape, _ kernels: Int, _ i: Int, _ j: Int,
    _ b: Int
  ) -> Double {
    let columns = stride(from: b, to: shape.columns, by: kernels)
    func difference(_ x: [Double], _ c: Int) -> Double {
      x[i * shape.columns + c] - x[j * shape.columns + c]
    }
    let distance = columns.reduce(0) { $0 + abs(difference(m, $1)) }
    return directions.reduce(Unary.exp(-distance)) { result, u in
      -result * columns.reduce(0) { $0 + Unary.sign(difference(m, $1)) * difference(u, $1) }
    }
  }

  private func closeness(
    _ m: [Double], _ directions: [[Double]], _ shape: Shape, _ kernels: Int
  ) -> [Double] {
    entries(of: Shape(shape.rows, kernels)).map { i, b in
      (0..<shape.rows).reduce(0) { sum, j in
        i == j ? sum : sum + pair(m, directions, shape, kernels, i, j, b)
      }
    }
  }

  private func closenessTranspose(
    _ m: [Double], _ g: [Double], _ directions: [[Double]], _ shape: Shape, _ kernels: Int
  ) -> [Double] {
    entries(of: shape).map { i, column in
      let b = column % kernels
      return (0..<shape.rows).reduce(0) { sum, j in
        if i == j { return sum }
        let d = m[i * shape.columns + column] - m[j * shape.columns + column]
        return sum - (g[i * kernels + b] + g[j * kernels + b])
          * pair(m, directions, shape, kernels, i, j, b) * Unary.sign(d)
      }
    }
  }
}
