import ToyGAN

/// The points at which an expression is not differentiable, so that difference quotients can avoid them.
struct Kinks {
  /// Expressions with a kink where they are zero.
  private var differences: [Tensor] = []
  /// Expressions with a kink where two rows agree in a column.
  private var rows: [Tensor] = []

  init(in outputs: [Tensor]) {
    for tensor in Tensor.nodes(of: outputs) {
      let x = tensor.node.operands
      switch tensor.node.op {
      case .unary(.relu), .unary(.absolute), .unary(.step), .unary(.sign): differences.append(x[0])
      case .binary(.minimum), .binary(.maximum): differences.append(x[0] - x[1])
      case .closeness, .closenessTranspose: rows.append(x[0])
      default: break
      }
    }
  }

  /// The side of each kink on which the point `given` lies.
  func sides(_ given: [Tensor: [Double]]) -> [Double] {
    let values = Interpreter(given).values(differences + rows)
    let direct = values.prefix(differences.count).flatMap { $0.map { Unary.sign($0) } }
    return direct + zip(rows, values.dropFirst(differences.count)).flatMap(order)
  }

  private func order(_ matrix: Tensor, _ values: [Double]) -> [Double] {
    let columns = matrix.shape.columns
    return values.indices.flatMap { k in
      stride(from: k % columns, to: k, by: columns).map { Unary.sign(values[k] - values[$0]) }
    }
  }
}
