import ToyGAN

/// The places where an expression is not differentiable, to keep difference quotients off them.
struct Kinks {
  /// Kinked where they are zero.
  private var differences: [Tensor] = []
  /// Kinked where two rows agree in a column.
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

  /// On which side of each kink the point `given` lies.
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
