/// The distinct operations of one routine, numbered so that operands come before their users.
///
/// Equal operations are merged, except draws and leaves.
struct Graph {
  struct Vertex {
    var op: Op
    var operands: [Int]
    var shape: Shape
    /// The expression of this vertex, which matters for leaves and draws because they have an identity.
    var tensor: Tensor
  }

  private struct Key: Hashable {
    var op: Op
    var operands: [Int]
    var shape: Shape
  }

  private(set) var vertices: [Vertex] = []
  /// Vertices of the outputs, in order.
  private(set) var outputs: [Int] = []
  private(set) var updates: [(leaf: Tensor, value: Int)] = []
  /// Vertices that every group recomputes and does not read from memory.
  private(set) var recomputed: Set<Int> = []
  private var numbers: [Tensor: Int] = [:]
  private var merged: [Key: Int] = [:]

  init(_ routine: Routine) {
    let roots = routine.outputs + routine.updates.map(\.value)
    for tensor in Tensor.nodes(of: roots) { add(tensor) }
    let changing = Set(routine.updates.map(\.leaf))
    outputs = routine.outputs.map { output in
      let vertex = stored(number(of: output))
      return changing.contains(vertices[root(of: vertex)].tensor) ? copied(vertex) : vertex
    }
    updates = routine.updates.map { ($0.leaf, stored(copied(number(of: $0.value)))) }
    recomputed = findRecomputed()
  }

  private func number(of tensor: Tensor) -> Int {
    guard let number = numbers[tensor] else { fatalError("\(tensor.shape) is not in the graph") }
    return number
  }

  private mutating func add(_ tensor: Tensor) {
    var operands = tensor.node.operands.map(number(of:))
    switch tensor.node.op {
    case .matmul, .closeness, .closenessTranspose, .eigenvectors, .concat, .slice, .columns,
      .placedColumns:
      operands = operands.map { stored($0) }
    case .binary(.add), .binary(.multiply): operands.sort()
    case .unary, .binary, .sum, .broadcast, .leaf, .draw, .constant: break
    }
    numbers[tensor] = insert(tensor.node.op, operands, tensor.shape, tensor)
  }

  private mutating func insert(
    _ op: Op, _ operands: [Int], _ shape: Shape, _ tensor: Tensor
  ) -> Int {
    let key = Key(op: op, operands: operands, shape: shape)
    switch op {
    case .leaf, .draw: break
    default: if let known = merged[key] { return known }
    }
    vertices.append(Vertex(op: op, operands: operands, shape: shape, tensor: tensor))
    merged[key] = vertices.count - 1
    return vertices.count - 1
  }

  /// `vertex`, or a copy in memory if it is a constant or a broadcast, which are otherwise not stored.
  private mutating func stored(_ vertex: Int) -> Int {
    switch vertices[vertex].op {
    case .constant, .broadcast: copy(vertex)
    default: vertex
    }
  }

  /// `vertex`, or a copy as a separate value if it is a leaf, a slice or a draw.
  private mutating func copied(_ vertex: Int) -> Int {
    switch vertices[vertex].op {
    case .leaf, .draw, .slice: copy(vertex)
    default: vertex
    }
  }

  private mutating func copy(_ vertex: Int) -> Int {
    insert(.unary(.copy), [vertex], vertices[vertex].shape, vertices[vertex].tensor)
  }
}

extension Graph {
  /// The vertex in whose memory `vertex` is stored: follows broadcasts and slices.
  func root(of vertex: Int) -> Int {
    switch vertices[vertex].op {
    case .slice, .broadcast: root(of: vertices[vertex].operands[0])
    default: vertex
    }
  }

  /// Whether a vertex is the product of a value with itself.
  func isSquare(_ vertex: Int) -> Bool {
    let v = vertices[vertex]
    return v.op == .binary(.multiply) && v.operands[0] == v.operands[1]
  }

  /// A value that must be available before a vertex can be computed.
  struct Read: Hashable {
    var vertex: Int
    /// Whether all of its entries are needed, and not only those of the current tile.
    var whole: Bool
  }

  /// The values that `vertex` reads from memory or from its own group, except constants.
  func reads(of vertex: Int) -> [Read] {
    var reads: [Read] = []
    for (position, operand) in vertices[vertex].operands.enumerated() {
      let asTile =
        switch kindWhenStored(of: vertex) {
        case .elementwise: true
        case .contraction(_, let tile): position == tile
        case .source, .inline, .view, .outer, .standalone: false
        }
      addReads(of: operand, asTile: asTile, to: &reads)
    }
    return reads
  }

  private func addReads(of operand: Int, asTile: Bool, to reads: inout [Read]) {
    if recomputed.contains(operand) {
      reads += self.reads(of: operand)
    } else if case .constant = vertices[operand].op {
      return
    } else {
      let root = root(of: operand)
      reads.append(Read(vertex: root, whole: !asTile || root != operand))
    }
  }
}
