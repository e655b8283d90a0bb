import CKernels

/// Instructions for the steps of one routine.
struct Emission {
  private(set) var instructions: [Instruction] = []
  private(set) var passes: [BandedInstructions] = []
  /// Number of floats of scratch memory.
  var scratch: Int { pieces + shared }

  private let graph: Graph
  private let plan: ArenaPlan
  /// Floats that belong to one instruction each, because they must outlast the others of a band.
  private let pieces: Int
  /// Floats that one instruction after another uses, from `sharedBase` on.
  private var shared = 0
  private let sharedBase: Int

  init(
    _ graph: Graph, _ steps: [Steps.Step], _ plan: ArenaPlan, _ layout: PersistentLayout,
    scratchAt base: Int, _ pool: GroupPool
  ) {
    self.graph = graph
    self.plan = plan
    let groups = steps.map { step -> GroupBuilder? in
      if case .group(let vertices) = step { GroupBuilder(graph, plan, vertices) } else { nil }
    }
    pieces = groups.compactMap { $0?.pieceCount }.reduce(0, +)
    sharedBase = base + pieces
    var piece = base
    for pass in plan.passes.all {
      let first = instructions.count
      for (step, group) in zip(steps[pass.steps], groups[pass.steps]) {
        if let group {
          emit(group, piecesAt: piece, pool)
          piece += group.pieceCount
        } else {
          step.vertices.forEach { emit($0, pool, rowsOfBand: pass.rows == nil ? .max : pass.band) }
        }
      }
      let numbers = first..<instructions.count
      passes.append(
        pass.rows.map { BandedInstructions(numbers: numbers, rows: $0, band: pass.band) }
          ?? .inOneBand(numbers))
    }
    let first = instructions.count
    for (value, leaf) in plan.copies {
      guard let to = layout.offset(of: leaf) else { continue }
      let from = plan.offset(of: value)
      instructions.append(.copy(from: from, to: to, count: leaf.shape.count))
    }
    passes.append(.inOneBand(first..<instructions.count))
  }

  private mutating func emit(_ group: GroupBuilder, piecesAt piece: Int, _ pool: GroupPool) {
    guard group.registers.count <= Int(toygan_most_registers) else {
      fatalError(
        "a group of \(group.members.count) operations needs \(group.registers.count) registers")
    }
    let memory = GroupMemory(group, scratchAt: sharedBase, piecesAt: piece)
    shared = max(shared, memory.scratch)
    instructions.append(.group(pool.add(memory, group.shape)))
  }

  private mutating func emit(_ vertex: Int, _ pool: GroupPool, rowsOfBand: Int) {
    let v = graph.vertices[vertex]
    switch v.op {
    case .matmul(let tl, let tr):
      let left = graph.vertices[v.operands[0]].shape
      var product = MatrixProduct(
        m: v.shape.rows, n: v.shape.columns, k: tl ? left.rows : left.columns,
        transposeLeft: tl, transposeRight: tr, a: plan.offset(of: v.operands[0]),
        b: plan.offset(of: v.operands[1]), c: plan.offset(of: vertex))
      product.isBand = (
        plan.isBanded(v.operands[0]), plan.isBanded(v.operands[1]), plan.isBanded(vertex)
      )
      shared = max(
        shared, MatrixMultiplication.placeCopies(of: &product, at: sharedBase, rows: rowsOfBand))
      instructions.append(.multiply(product))
    case .concat(let offsets): emitConcat(vertex, offsets)
    case .columns(let first):
      emitColumns(of: v.operands[0], from: first, to: vertex, at: 0, count: v.shape.columns)
    case .placedColumns(let first):
      let count = graph.vertices[v.operands[0]].shape.columns
      instructions.append(.zero(at: plan.offset(of: vertex), count: v.shape.count))
      emitColumns(of: v.operands[0], from: 0, to: vertex, at: first, count: count)
    case .closeness(let kernels):
      let work = closeness(vertex, kernels, directions: Array(v.operands.dropFirst()))
      instructions.append(.closeness(pool.add(work)))
    case .closenessTranspose(let kernels):
      var work = closeness(vertex, kernels, directions: Array(v.operands.dropFirst(2)))
      work.cotangent = Int64(plan.offset(of: v.operands[1]))
      instructions.append(.closenessTranspose(pool.add(work)))
    case .eigenvectors:
      let size = graph.vertices[v.operands[0]].shape.rows
      instructions.append(
        .eigenvectors(
          EigenProblem(
            size: size, matrix: plan.offset(of: v.operands[0]), sink: plan.offset(of: vertex),
            workspace: pool.addEigenWorkspace(size))))
    case .leaf, .draw, .constant, .unary, .binary, .sum, .broadcast, .slice:
      fatalError("\(v.op) is not a step of its own")
    }
  }

  private mutating func emitColumns(
    of source: Int, from first: Int, to sink: Int, at place: Int, count: Int
  ) {
    let (from, to) = (graph.vertices[source].shape, graph.vertices[sink].shape)
    instructions.append(
      .copyColumns(
        ColumnCopy(
          rows: from.rows, columns: count, from: plan.offset(of: source) + first,
          fromStride: from.columns, to: plan.offset(of: sink) + place, toStride: to.columns)))
  }

  /// Parts that were computed in place need no copy; others are copied, and gaps are zeroed.
  private mutating func emitConcat(_ vertex: Int, _ offsets: [Int]) {
    let (v, start) = (graph.vertices[vertex], plan.offset(of: vertex))
    var end = 0
    for (part, offset) in zip(v.operands, offsets) {
      let count = graph.vertices[part].shape.count
      if offset > end { instructions.append(.zero(at: start + end, count: offset - end)) }
      let from = plan.offset(of: part)
      if from != start + offset {
        instructions.append(.copy(from: from, to: start + offset, count: count))
      }
      end = offset + count
    }
    if end < v.shape.count {
      instructions.append(.zero(at: start + end, count: v.shape.count - end))
    }
  }

  private mutating func closeness(
    _ vertex: Int, _ kernels: Int, directions: [Int]
  ) -> toygan_closeness {
    guard directions.count <= Int(toygan_most_directions) else {
      fatalError("closeness differentiated \(directions.count) times; kernels go to 6")
    }
    let features = graph.vertices[vertex].operands[0]
    let shape = graph.vertices[features].shape
    var work = toygan_closeness()
    (work.rows, work.kernels) = (Int32(shape.rows), Int32(kernels))
    (work.dimensions, work.directions) = (Int32(shape.columns / kernels), Int32(directions.count))
    work.features = Int64(plan.offset(of: features))
    work.sink = Int64(plan.offset(of: vertex))
    work.scratch = Int64(sharedBase)
    withUnsafeMutableBytes(of: &work.direction) { bytes in
      let offsets = bytes.bindMemory(to: Int64.self)
      for (k, direction) in directions.enumerated() {
        offsets[k] = Int64(plan.offset(of: direction))
      }
    }
    shared = max(shared, Int(toygan_closeness_scratch(&work)))
    return work
  }
}
