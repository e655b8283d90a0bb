/// Finds values that are cheaper to recompute than to store.
///
/// What takes an operation or two and one matrix in memory, such as 1 - h², is not stored beside this matrix: to read
/// the one or the other takes the same time.
///
/// A small discriminator's hidden layer is [batch, width], computed from a [batch, 2] input by a thin
/// product, a bias and a ReLU. If it is recomputed in every group that needs it, it stays in the first-level
/// cache; if it were stored for each of the steps of an unrolling, it would have to be read from main memory.
extension Graph {
  /// Matrices with fewer entries than this are stored, because they stay in cache.
  private static let smallest = 4096
  /// Largest number of operations to recompute one value; a transcendental function counts as 4.
  private static let dearest = 12

  /// Largest number of operations to recompute a value from a matrix in memory.
  private static let dearestFromMatrix = 2

  /// What a group computes instead of reading a value.
  private struct Closure {
    /// The vertices to compute, the value itself among them.
    var vertices: Set<Int>
    /// The only matrix of the value's size that they read from memory.
    var matrix: Int?
  }

  func findRecomputed() -> Set<Int> {
    var stored = Set(outputs + updates.map(\.value))
    for user in vertices.indices {
      for (position, operand) in vertices[user].operands.enumerated()
      where !readsTile(user, position) { stored.insert(operand) }
    }
    var closures: [Int: Closure] = [:]
    for vertex in vertices.indices where !stored.contains(vertex) {
      guard let closure = closure(of: vertex, closures) else { continue }
      let dearest = closure.matrix == nil ? Graph.dearest : Graph.dearestFromMatrix
      if cost(of: closure.vertices) <= dearest { closures[vertex] = closure }
    }
    return Set(closures.keys)
  }

  /// The operations that compute a vertex from thin products, broadcasts, constants and at most one computed matrix
  /// with its size, which is read in the place of the vertex; nil if it needs more.
  ///
  /// `known` has the closures of the operands that are recomputed.
  private func closure(of vertex: Int, _ known: [Int: Closure]) -> Closure? {
    guard vertices[vertex].shape.count >= Graph.smallest else { return nil }
    switch kindWhenStored(of: vertex) {
    case .outer: return Closure(vertices: [vertex])
    case .elementwise:
      var closure = Closure(vertices: [vertex])
      for operand in vertices[vertex].operands {
        switch kindWhenStored(of: operand) {
        case .inline: continue
        // Leaves are updated in place as soon as nothing reads them.
        case .source, .view: return nil
        case .elementwise, .outer, .contraction, .standalone:
          let part = known[operand] ?? Closure(vertices: [], matrix: operand)
          if let matrix = part.matrix {
            guard closure.matrix == nil || closure.matrix == matrix else { return nil }
            closure.matrix = matrix
          }
          closure.vertices.formUnion(part.vertices)
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
