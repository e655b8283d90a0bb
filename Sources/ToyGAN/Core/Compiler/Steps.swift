/// The order in which a routine's work is executed, with elementwise operations fused into groups.
///
/// The order is built from the last step backwards: work is done as late as its users allow, which keeps
/// lifetimes short, and a group includes every vertex of its shape that is ready at that moment. Then each reduction
/// moves to the first group that has the matrix which it reduces, so that the matrix is read once.
struct Steps {
  enum Step {
    /// Vertices of one group, operands first.
    case group([Int])
    case standalone(Int)
  }

  /// A user of a vertex.
  private struct Use: Hashable {
    var user: Int
    /// Whether the user needs all entries of the value, and not only those of its own tile.
    var whole: Bool
  }

  private(set) var steps: [Step] = []
  private let graph: Graph
  private var uses: [[Use]]
  private var pending: [Int]
  private var ready: Set<Int> = []
  private let last: Set<Int>

  init(_ graph: Graph) {
    self.graph = graph
    uses = Array(repeating: [], count: graph.vertices.count)
    last = Set(graph.updates.map(\.value))
    pending = []
    let needed = Steps.needed(graph)
    for vertex in graph.vertices.indices where needed[vertex] { noteUses(by: vertex) }
    pending = uses.map { Set($0.map(\.user)).count }
    ready = Set(
      graph.vertices.indices.filter { needed[$0] && pending[$0] == 0 && isWork($0) })
    while let vertex = next() { schedule(vertex) }
    steps.reverse()
    moveReductions()
  }

  /// Whether each vertex contributes to an output or an update.
  private static func needed(_ graph: Graph) -> [Bool] {
    var needed = Array(repeating: false, count: graph.vertices.count)
    for root in graph.outputs + graph.updates.map(\.value) { needed[graph.root(of: root)] = true }
    for vertex in graph.vertices.indices.reversed() where needed[vertex] {
      for read in graph.reads(of: vertex) { needed[read.vertex] = true }
    }
    return needed
  }

  private func isWork(_ vertex: Int) -> Bool {
    switch graph.kind(of: vertex) {
    case .source, .inline, .view: false
    case .elementwise, .outer, .contraction, .standalone: true
    }
  }

  private mutating func noteUses(by user: Int) {
    guard isWork(user) else { return }
    for read in graph.reads(of: user) {
      uses[read.vertex].append(Use(user: user, whole: read.whole))
    }
  }

  /// The ready vertex to place last among the remaining ones: new values of leaves first, so that no
  /// remaining vertex needs the old values; then standalone steps, and small work before large work, so
  /// that more vertices are ready when a large group is started.
  private func next() -> Int? {
    func rank(_ vertex: Int) -> (Int, Int, Int) {
      if last.contains(vertex) { return (2, 0, vertex) }
      guard let shape = graph.groupShape(of: vertex) else { return (1, 0, vertex) }
      return (0, -shape.count, vertex)
    }
    return ready.max { rank($0) < rank($1) }
  }

  private mutating func schedule(_ vertex: Int) {
    guard let shape = graph.groupShape(of: vertex) else {
      take(vertex)
      steps.append(.standalone(vertex))
      return
    }
    var group: Set<Int> = []
    var registers: Set<Int> = []
    var candidate: Int? = vertex
    while let joining = candidate {
      registers.formUnion(graph.registers(of: joining))
      if registers.count > Steps.maximumRegisters, !group.isEmpty { break }
      group.insert(joining)
      take(joining)
      candidate =
        ready.filter { graph.groupShape(of: $0) == shape && mayJoin($0, group) }.max()
    }
    steps.append(.group(group.sorted()))
  }

  /// Moves reductions to the first groups that make or read their matrices and come after all else that they read.
  private mutating func moveReductions() {
    var stepOf: [Int: Int] = [:]
    // The steps that make or read each value tile by tile, in order.
    var holders: [Int: [Int]] = [:]
    for (number, step) in steps.enumerated() {
      for vertex in step.vertices {
        stepOf[vertex] = number
        let tiles = graph.reads(of: vertex).filter { !$0.whole }.map(\.vertex)
        for value in [vertex] + tiles where holders[value]?.last != number {
          holders[value, default: []].append(number)
        }
      }
    }
    for number in steps.indices {
      guard case .group(let vertices) = steps[number] else { continue }
      for vertex in vertices {
        guard let earlier = firstGroup(for: vertex, before: number, stepOf, holders) else {
          continue
        }
        steps[number].vertices.removeAll { $0 == vertex }
        steps[earlier].vertices.append(vertex)
        steps[earlier].vertices.sort()
        stepOf[vertex] = earlier
      }
    }
    steps.removeAll { $0.vertices.isEmpty }
  }

  private func firstGroup(
    for vertex: Int, before end: Int, _ stepOf: [Int: Int], _ holders: [Int: [Int]]
  ) -> Int? {
    guard case .contraction(_, let tile) = graph.kind(of: vertex) else { return nil }
    let matrix = graph.vertices[vertex].operands[tile]
    // What a group adds up, or another step makes, is complete only after it.
    let isMadeByTiles = [.elementwise, .outer].contains(graph.kind(of: matrix))
    let complete = graph.reads(of: vertex).map(\.vertex).filter { $0 != matrix || !isMadeByTiles }
    let start = max(stepOf[matrix] ?? 0, (complete.compactMap { stepOf[$0] }.max() ?? -1) + 1)
    return (holders[matrix] ?? []).first { number in
      guard number >= start, number < end, case .group(let group) = steps[number],
        group.count < Steps.largestGroup, let first = group.first,
        graph.groupShape(of: first) == graph.groupShape(of: vertex)
      else { return false }
      let registers = (group + [vertex]).reduce(into: Set<Int>()) {
        $0.formUnion(graph.registers(of: $1))
      }
      return registers.count <= Steps.maximumRegisters
    }
  }

  /// A vertex may not join a group in which another vertex needs all of its entries, because they are
  /// complete only after the group has finished.
  private func mayJoin(_ vertex: Int, _ group: Set<Int>) -> Bool {
    if group.count >= Steps.largestGroup { return false }
    let reduces = if case .contraction = graph.kind(of: vertex) { true } else { false }
    return !uses[vertex].contains { group.contains($0.user) && ($0.whole || reduces) }
  }

  private mutating func take(_ vertex: Int) {
    ready.remove(vertex)
    let operands = Set(graph.reads(of: vertex).map(\.vertex))
    for operand in operands.sorted() where isWork(operand) {
      pending[operand] -= 1
      if pending[operand] == 0 { ready.insert(operand) }
    }
  }

  /// The kernel has a fixed table of 256 registers; a group stays well below that limit.
  private static let largestGroup = 96
  private static let maximumRegisters = 200
}

extension Steps.Step {
  /// The vertices whose values the step computes, operands first.
  var vertices: [Int] {
    get {
      switch self {
      case .group(let vertices): vertices
      case .standalone(let vertex): [vertex]
      }
    }
    set { self = .group(newValue) }
  }
}

extension Graph {
  /// The vertices that a group needs registers for because of this one: the vertex, its operands, and those
  /// of recomputed operands.
  fileprivate func registers(of vertex: Int) -> Set<Int> {
    var found: Set<Int> = [vertex]
    var open = [vertex]
    while let next = open.popLast() {
      for operand in vertices[next].operands
      where found.insert(operand).inserted && recomputed.contains(operand) { open.append(operand) }
    }
    return found
  }
}
