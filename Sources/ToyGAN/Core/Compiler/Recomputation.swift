/// What is cheaper to make twice than to keep.
///
/// A small discriminator's hidden layer is [batch, width], made from a [batch, 2] input by a thin
/// product, a bias and a rectifier. Made anew in every group that needs it, it never leaves the
/// nearest cache; kept for each of the steps of an unrolling, it would have to come back from
/// main memory.
extension Graph {
  /// Matrices below this many entries are kept: they stay in cache anyway.
  private static let smallest = 4096
  /// Most operations that a group repeats for one value, a transcendental function counting 4.
  private static let dearest = 12

  func findRecomputed() -> Set<Int> {
    var closures: [Int: Set<Int>] = [:]
    for vertex in vertices.indices {
      if let closure = closure(of: vertex, closures), cost(of: closure) <= Graph.dearest {
        closures[vertex] = closure
      }
    }
    var candidates = Set(closures.keys)
    candidates.subtract(outputs)
    candidates.subtract(updates.map(\.value))
    // Users come after operands: a value that must be kept does not make its operands so.
    for user in vertices.indices {
      for (position, operand) in vertices[user].operands.enumerated()
      where !readsTile(user, position) { candidates.remove(operand) }
    }
    return withoutLosses(candidates, closures)
  }

  /// A value whose closure holds one that is kept anyway is kept too.
  private func withoutLosses(_ candidates: Set<Int>, _ closures: [Int: Set<Int>]) -> Set<Int> {
    candidates.filter { (closures[$0] ?? []).isSubset(of: candidates) }
  }

  /// The operations that make a vertex from thin products, repetitions and constants; nil where
  /// it needs a matrix of its own size.
  private func closure(of vertex: Int, _ known: [Int: Set<Int>]) -> Set<Int>? {
    guard vertices[vertex].shape.count >= Graph.smallest else { return nil }
    switch kindWhenStored(of: vertex) {
    case .outer: return [vertex]
    case .elementwise:
      var closure: Set<Int> = [vertex]
      for operand in vertices[vertex].operands {
        switch vertices[operand].op {
        case .constant, .broadcast: continue
        default:
          guard let part = known[operand] else { return nil }
          closure.formUnion(part)
        }
      }
      return closure
    case .source, .inline, .view, .contraction, .standalone: return nil
    }
  }

  private func cost(of closure: Set<Int>) -> Int {
    closure.reduce(0) { sum, vertex in
      switch vertices[vertex].op {
      case .unary(.exp), .unary(.expm1), .unary(.log), .unary(.tanh), .unary(.sigmoid),
        .unary(.softplus), .unary(.squareRoot), .unary(.sine), .unary(.cosine):
        sum + 4
      default: sum + 1
      }
    }
  }

  private func readsTile(_ user: Int, _ position: Int) -> Bool {
    switch kindWhenStored(of: user) {
    case .elementwise: true
    case .contraction(_, let tile): position == tile
    case .source, .inline, .view, .outer, .standalone: false
    }
  }
}
