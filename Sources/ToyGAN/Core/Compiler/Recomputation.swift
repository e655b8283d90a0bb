/// Finds values that are cheaper to recompute than to store.
///
/// A small discriminator's hidden layer is [batch, width], computed from a [batch, 2] input by a thin
/// product, a bias and a ReLU. If it is recomputed in every group that needs it, it stays in the first-level
/// cache; if it were stored for each of the steps of an unrolling, it would have to be read from main memory.
extension Graph {
  /// Matrices with fewer entries than this are stored, because they stay in cache.
  private static let smallest = 4096
  /// Largest number of operations to recompute one value; a transcendental function counts as 4.
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
    // Users come after operands: a value that must be stored does not force its operands to be stored.
    for user in vertices.indices {
      for (position, operand) in vertices[user].operands.enumerated()
      where !readsTile(user, position) { candidates.remove(operand) }
    }
    return withoutLosses(candidates, closures)
  }

  /// A value is also stored if its closure contains a value that must be stored.
  private func withoutLosses(_ candidates: Set<Int>, _ closures: [Int: Set<Int>]) -> Set<Int> {
    candidates.filter { (closures[$0] ?? []).isSubset(of: candidates) }
  }

  /// The operations that compute a vertex from thin products, broadcasts and constants; nil if it needs a
  /// matrix of its own size.
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
