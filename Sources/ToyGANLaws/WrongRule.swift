import ToyGAN

/// An expression whose value is right but in which one function's derivative is off.
///
/// Every f(x) becomes (1 + relative) f(x) - relative · c, with c a leaf that holds f(x): the same
/// number, and 1 + relative times the derivative. It stands in for a mistake in a rule.
public struct WrongRule {
  /// The rewritten expression.
  public private(set) var tensor: Tensor
  /// Numbers for all leaves, the new ones included.
  public private(set) var given: [Tensor: [Double]]
  /// How many uses of the function there were.
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
