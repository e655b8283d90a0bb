import ToyGAN

/// An expression with the correct value, in which the derivative of one function is wrong.
///
/// Every f(x) becomes (1 + relative) f(x) - relative · c, with c a leaf that has the
/// value of f(x): the value is the same, and the derivative is multiplied by
/// 1 + relative. It simulates a mistake in a derivative rule.
public struct WrongRule {
  /// The rewritten expression.
  public private(set) var tensor: Tensor
  /// Values of all leaves, including the new ones.
  public private(set) var given: [Tensor: [Double]]
  /// Number of uses of the function.
  public private(set) var uses = 0

  package init(
    _ f: Tensor, _ function: Unary, relative: Double, given: [Tensor: [Double]]
  ) {
    (tensor, self.given) = (f, given)
    var rewritten: [Tensor: Tensor] = [:]
    let nodes = Tensor.nodes(of: [f])
    let values = Interpreter(given).values(nodes)
    for (node, value) in zip(nodes, values) {
      let operands = node.node.operands.map { rewritten[$0] ?? $0 }
      var next = operands == node.node.operands ? node : Tensor(node.node.op, operands, node.shape)
      if node.node.op == .unary(function) {
        let right = Tensor.leaf("right value", node.shape.rows, node.shape.columns)
        self.given[right] = value
        next = (1 + relative) * next - relative * right
        uses += 1
      }
      rewritten[node] = next
    }
    tensor = rewritten[f] ?? f
  }
}
