import CKernels

/// Converts one group of vertices to the registers and operations of a fused kernel.
///
/// A register is a value with the group's shape, of which one tile is processed at a time. It is in the
/// arena if the value is stored, and in scratch memory otherwise.
struct GroupBuilder {
  /// A register before scratch memory is assigned.
  enum Register {
    case memory(offset: Int, moves: toygan_moves)
    /// Computed once, before the first tile.
    case hoisted
    /// Computed again for every tile.
    case temporary
  }

  let graph: Graph
  let plan: ArenaPlan
  let shape: Shape
  let members: Set<Int>
  /// Rows that are too long for a tile are split into pieces.
  var isCut: Bool { shape.columns > GroupBuilder.longestTile }
  static let longestTile = 1024

  private(set) var registers: [Register] = []
  /// Registers in which one row is repeated.
  private(set) var rowRegisters: Set<Int32> = []
  var once: [toygan_operation] = []
  var each: [toygan_operation] = []
  var last: [toygan_operation] = []
  /// Pieces of scratch memory, which operations identify by number until offsets are assigned.
  var pieces: [Int] = []
  /// Number of floats of all pieces together.
  var pieceCount: Int { pieces.map(PersistentLayout.aligned).reduce(0, +) }
  private var registerOf: [Int: Int32] = [:]
  private var constants: [Double: Int32] = [:]
  private var usesInGroup: [Int: Int] = [:]

  init(_ graph: Graph, _ plan: ArenaPlan, _ vertices: [Int]) {
    guard let first = vertices.first, let shape = graph.groupShape(of: first) else {
      fatalError("an empty group")
    }
    self.graph = graph
    self.plan = plan
    self.shape = shape
    members = graph.withRecomputed(vertices)
    for vertex in members.sorted() {
      for operand in graph.vertices[vertex].operands { usesInGroup[operand, default: 0] += 1 }
    }
    for vertex in vertices where !isAbsorbed(vertex) { emit(vertex) }
    each = Peephole(self).operations
    readRowsInPlace()
  }

  /// A row that only layers add is read from its own memory and is not copied.
  private mutating func readRowsInPlace() {
    for number in rowRegisters.sorted() {
      let readers = each.filter { $0.reads.contains(Int(number)) }
      guard readers.allSatisfy({ $0.kind == toygan_outer.rawValue && $0.row == number }),
        let copy = once.firstIndex(where: {
          $0.kind == toygan_repeat_row.rawValue && $0.target == number
        })
      else { continue }
      registers[Int(number)] = .memory(
        offset: Int(once.remove(at: copy).source), moves: toygan_with_columns)
    }
  }

  // MARK: Registers

  private mutating func addRegister(_ register: Register) -> Int32 {
    registers.append(register)
    return Int32(registers.count - 1)
  }

  private func memory(of vertex: Int) -> Register {
    .memory(
      offset: plan.offset(of: vertex),
      moves: plan.isBanded(vertex) ? toygan_with_band : toygan_with_tile)
  }

  mutating func target(for vertex: Int) -> Int32 {
    let number = addRegister(plan.isStored(vertex) ? memory(of: vertex) : .temporary)
    registerOf[vertex] = number
    return number
  }

  mutating func register(for vertex: Int) -> Int32 {
    if let known = registerOf[vertex] { return known }
    if graph.recomputed.contains(vertex) {
      emit(vertex)
      return register(for: vertex)
    }
    let number: Int32 =
      switch graph.vertices[vertex].op {
      case .constant(let value): constant(value)
      case .broadcast: repetition(of: graph.vertices[vertex].operands[0])
      default: addRegister(memory(of: vertex))
      }
    registerOf[vertex] = number
    return number
  }

  private mutating func constant(_ value: Double) -> Int32 {
    if let known = constants[value] { return known }
    let number = addRegister(.hoisted)
    constants[value] = number
    once.append(
      operation(toygan_fill_constant) {
        $0.target = number
        $0.immediate = Float(value)
      })
    return number
  }

  private mutating func repetition(of vertex: Int) -> Int32 {
    let (source, offset) = (graph.vertices[vertex].shape, Int64(plan.offset(of: vertex)))
    if source == .scalar {
      let number = addRegister(.hoisted)
      once.append(operation(toygan_fill_scalar) { ($0.target, $0.source) = (number, offset) })
      return number
    }
    if source.rows == 1 {
      if isCut { return addRegister(.memory(offset: Int(offset), moves: toygan_with_columns)) }
      let number = addRegister(.hoisted)
      rowRegisters.insert(number)
      once.append(operation(toygan_repeat_row) { ($0.target, $0.source) = (number, offset) })
      return number
    }
    let number = addRegister(.temporary)
    each.append(operation(toygan_repeat_column) { ($0.target, $0.source) = (number, offset) })
    return number
  }

  // MARK: Operations

  func operation(
    _ kind: toygan_kind, _ fill: (inout toygan_operation) -> Void
  ) -> toygan_operation {
    var operation = toygan_operation()
    operation.kind = Int32(kind.rawValue)
    fill(&operation)
    return operation
  }

  private mutating func emit(_ vertex: Int) {
    let v = graph.vertices[vertex]
    switch v.op {
    case .unary(let function):
      let left = register(for: v.operands[0])
      let target = target(for: vertex)
      each.append(
        operation(toygan_apply_unary) {
          ($0.function, $0.target, $0.left) = (function.rawValue, target, left)
        })
    case .binary(let function): emit(function, v.operands[0], v.operands[1], to: vertex)
    case .sum: emitSum(vertex, of: v.operands[0])
    case .matmul(let tl, let tr):
      if case .contraction(let kind, _) = graph.kind(of: vertex) {
        emitProduct(kind, vertex, v.operands[0], v.operands[1], transposeRight: tr)
      } else {
        emitOuter(vertex, v.operands[0], v.operands[1], tl, tr)
      }
    case .leaf, .draw, .constant, .broadcast, .slice, .concat, .columns, .placedColumns, .closeness,
      .closenessTranspose, .eigenvectors:
      fatalError("\(v.op) cannot run in a group")
    }
  }

  private func constantValue(_ vertex: Int) -> Double? {
    if case .constant(let value) = graph.vertices[vertex].op { value } else { nil }
  }

  private mutating func emit(_ function: Binary, _ a: Int, _ b: Int, to vertex: Int) {
    if emitMultiplyAdd(function, a, b, to: vertex) { return }
    let (kind, k): (toygan_kind, Double) =
      if let value = constantValue(b) {
        (toygan_apply_binary_constant, value)
      } else if let value = constantValue(a) {
        (toygan_apply_constant_binary, value)
      } else {
        (toygan_apply_binary, 0)
      }
    let left = register(for: kind == toygan_apply_constant_binary ? b : a)
    let right = kind == toygan_apply_binary ? register(for: b) : 0
    let target = target(for: vertex)
    each.append(
      operation(kind) {
        ($0.function, $0.target, $0.immediate) = (function.rawValue, target, Float(k))
        ($0.left, $0.right) = (left, right)
      })
  }

  // MARK: Multiply and add

  /// Whether a product is computed by the sum that uses it: its only user, in the same group.
  private func isAbsorbed(_ vertex: Int) -> Bool {
    guard case .binary(.multiply) = graph.vertices[vertex].op, usesInGroup[vertex] == 1,
      !plan.isStored(vertex)
    else { return false }
    return members.contains {
      graph.vertices[$0].op == .binary(.add) && absorbed(by: $0) == vertex
    }
  }

  /// The operand of a sum that the sum computes itself: the first that qualifies.
  private func absorbed(by sum: Int) -> Int? {
    graph.vertices[sum].operands.first {
      members.contains($0) && usesInGroup[$0] == 1 && !plan.isStored($0)
        && graph.vertices[$0].op == .binary(.multiply)
    }
  }

  private mutating func emitMultiplyAdd(
    _ function: Binary, _ a: Int, _ b: Int, to vertex: Int
  ) -> Bool {
    guard function == .add, let product = absorbed(by: vertex) else { return false }
    let addend = register(for: product == a ? b : a)
    let factors = graph.vertices[product].operands
    let constantFactor = factors.firstIndex { constantValue($0) != nil }
    let left = register(for: constantFactor == 0 ? factors[1] : factors[0])
    let right = constantFactor == nil ? register(for: factors[1]) : 0
    let k = constantFactor.flatMap { constantValue(factors[$0]) } ?? 0
    let target = target(for: vertex)
    let kind = constantFactor == nil ? toygan_multiply_add : toygan_multiply_constant_add
    each.append(
      operation(kind) {
        ($0.target, $0.left, $0.right, $0.addend) = (target, left, right, addend)
        $0.immediate = Float(k)
      })
    return true
  }
}

extension Graph {
  /// The vertices of a group and those that the group recomputes.
  fileprivate func withRecomputed(_ group: [Int]) -> Set<Int> {
    var all = Set(group)
    var open = group
    while let vertex = open.popLast() {
      for operand in vertices[vertex].operands
      where recomputed.contains(operand) && all.insert(operand).inserted { open.append(operand) }
    }
    return all
  }
}
