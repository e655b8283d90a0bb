import Synchronization

/// A matrix-valued expression: a reference to one node of an immutable graph.
///
/// Combining expressions computes nothing. A `Program` computes them.
public struct Tensor: Hashable, Sendable {
  package let node: Node

  package init(_ op: Op, _ operands: [Tensor], _ shape: Shape) {
    node = Node(op, operands, shape)
  }

  /// Numbers of rows and columns.
  public var shape: Shape { node.shape }

  public static func == (a: Tensor, b: Tensor) -> Bool { a.node === b.node }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(node)) }
}

/// One operation on the results of earlier ones.
package final class Node: Sendable {
  package let op: Op
  package let operands: [Tensor]
  package let shape: Shape
  /// Larger than the serial of every operand, so that sorting by it is a topological order.
  package let serial: Int

  private static let nodesMade = Atomic<Int>(0)

  init(_ op: Op, _ operands: [Tensor], _ shape: Shape) {
    self.op = op
    self.operands = operands
    self.shape = shape
    serial = Node.nodesMade.wrappingAdd(1, ordering: .relaxed).newValue
  }
}

extension Tensor {
  /// A matrix given as input, identified by `name` in listings and checkpoints.
  public static func leaf(_ name: String, _ rows: Int, _ columns: Int) -> Tensor {
    guard rows > 0, columns > 0 else { fatalError("leaf \(name): empty [\(rows), \(columns)]") }
    return Tensor(.leaf(name), [], Shape(rows, columns))
  }

  /// Random numbers, drawn again at every run of a program; two draws are never equal.
  public static func draw(_ distribution: Distribution, _ rows: Int, _ columns: Int) -> Tensor {
    Tensor(.draw(distribution), [], Shape(rows, columns))
  }

  /// The number `value`, repeated over `shape`.
  public static func constant(_ value: Double, _ shape: Shape = .scalar) -> Tensor {
    Tensor(.constant(value), [], shape)
  }

  /// The repeated number, if this is a constant.
  var constantValue: Double? {
    if case .constant(let value) = node.op { value } else { nil }
  }

  /// All nodes that `outputs` depend on, operands before their users.
  package static func nodes(of outputs: [Tensor]) -> [Tensor] {
    var seen = Set(outputs)
    var found = Array(seen)
    var next = 0
    while next < found.count {
      for operand in found[next].node.operands where seen.insert(operand).inserted {
        found.append(operand)
      }
      next += 1
    }
    return found.sorted { $0.node.serial < $1.node.serial }
  }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  public init(floatLiteral value: Double) { self = .constant(value) }
  public init(integerLiteral value: Int) { self = .constant(Double(value)) }
}
