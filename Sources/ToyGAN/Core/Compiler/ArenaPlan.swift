/// The position of every value of a routine in the arena; values that
/// are never alive at the same time share memory.
struct ArenaPlan {
  /// A piece of memory and the steps between which it is in use.
  struct Buffer {
    var count: Int
    var first = Int.max
    var last = -1
    var offset: Int?
  }

  let graph: Graph
  let steps: [Steps.Step]
  let passes: Passes
  private(set) var stepOf: [Int?]
  var buffers: [Buffer] = []
  var home: [(buffer: Int, delta: Int)?]
  /// Buffers with the rows of one band.
  private var banded: Set<Int> = []
  /// Updates whose new value cannot replace the old one in place, and is copied at the end.
  private(set) var copies: [(value: Int, leaf: Tensor)] = []
  /// One past the last float used.
  private(set) var end = 0
  /// Number of floats that the buffers would need without sharing.
  private(set) var unsharedCount = 0

  init(
    _ graph: Graph, _ steps: [Steps.Step], _ layout: inout PersistentLayout,
    rowsOfBand: (_ width: Int) -> Int
  ) {
    self.graph = graph
    self.steps = steps
    passes = Passes(graph, steps, rowsOfBand: rowsOfBand)
    stepOf = Array(repeating: nil, count: graph.vertices.count)
    home = Array(repeating: nil, count: graph.vertices.count)
    for (step, work) in steps.enumerated() {
      for vertex in work.vertices { stepOf[vertex] = step }
    }
    placeSources(&layout)
    placeUpdates(layout)
    placeOutputs(&layout)
    placeParts()
    placeRest()
    measureLifetimes()
    reuseLastRead()
    keepBands()
  }

  /// Offset of a stored value, of a leaf, or of a view of one of these.
  func offset(of vertex: Int) -> Int {
    guard let (buffer, delta) = location(of: vertex), let offset = buffers[buffer].offset else {
      fatalError("no place for vertex \(vertex), \(graph.vertices[vertex].op)")
    }
    return offset + delta
  }

  /// Whether the value is in memory after its step, and not only in the registers of its group.
  func isStored(_ vertex: Int) -> Bool { home[vertex] != nil }

  /// Whether memory holds only the current band's rows of a value.
  func isBanded(_ vertex: Int) -> Bool { home[vertex].map { banded.contains($0.buffer) } ?? false }

  /// Buffers that share memory over time, for the check of invariants.
  var temporaries: [Buffer] { buffers.filter { $0.last >= 0 } }

  private func location(of vertex: Int) -> (buffer: Int, delta: Int)? {
    if case .slice(let offset) = graph.vertices[vertex].op {
      return location(of: graph.vertices[vertex].operands[0]).map { ($0.buffer, $0.delta + offset) }
    }
    return home[vertex]
  }
}

// MARK: - Placement of values

extension ArenaPlan {
  private mutating func addBuffer(_ count: Int, at offset: Int? = nil) -> Int {
    buffers.append(Buffer(count: count, offset: offset))
    return buffers.count - 1
  }

  private mutating func placeSources(_ layout: inout PersistentLayout) {
    for (vertex, v) in graph.vertices.enumerated() where graph.kind(of: vertex) == .source {
      home[vertex] = (addBuffer(v.shape.count, at: layout.place(v.tensor)), 0)
    }
    for (leaf, _) in graph.updates { layout.place(leaf) }
  }

  /// New values are written directly to the leaf's own memory if the old value is not needed afterwards.
  private mutating func placeUpdates(_ layout: PersistentLayout) {
    for (leaf, value) in graph.updates {
      if home[value] == nil, mayReplace(leaf, by: value), let offset = layout.offset(of: leaf) {
        home[value] = (addBuffer(leaf.shape.count, at: offset), 0)
      } else {
        copies.append((value, leaf))
      }
    }
  }

  private func mayReplace(_ leaf: Tensor, by value: Int) -> Bool {
    guard graph.kind(of: value) == .elementwise, let step = stepOf[value] else { return false }
    for user in graph.vertices.indices {
      guard let userStep = stepOf[user], userStep >= step else { continue }
      for read in graph.reads(of: user) where isLeaf(read.vertex, leaf) {
        let isLater = userStep > step || lastRead(by: user, replacing: value) > value
        if isLater || read.whole { return false }
      }
    }
    return true
  }

  private func isLeaf(_ vertex: Int, _ leaf: Tensor) -> Bool {
    guard case .leaf = graph.vertices[vertex].op else { return false }
    return graph.vertices[vertex].tensor == leaf
  }

  /// The last position at which a group may read the operands of `user`: some operations are executed
  /// together with the one that uses their result, and a square with the one that uses 1 less the square.
  func lastRead(by user: Int, replacing value: Int) -> Int {
    if user == value { return value }
    guard graph.isSquare(user) else {
      return graph.vertices.lastIndex { $0.operands.contains(user) } ?? user
    }
    let users = graph.vertices.indices.filter { graph.vertices[$0].operands.contains(user) }
    let last = graph.vertices.lastIndex { $0.operands.contains(where: users.contains) }
    return last ?? users.last ?? user
  }

  private mutating func placeOutputs(_ layout: inout PersistentLayout) {
    for vertex in graph.outputs where location(of: vertex) == nil {
      if case .slice = graph.vertices[vertex].op { continue }
      let count = graph.vertices[vertex].shape.count
      home[vertex] = (addBuffer(count, at: layout.reserve(count)), 0)
    }
  }

  /// The parts of a concatenation are computed in place if possible.
  private mutating func placeParts() {
    for (vertex, v) in graph.vertices.enumerated() where stepOf[vertex] != nil {
      guard case .concat(let offsets) = v.op else { continue }
      if home[vertex] == nil { home[vertex] = (addBuffer(v.shape.count), 0) }
      guard let whole = home[vertex] else { continue }
      for (part, offset) in zip(v.operands, offsets) where home[part] == nil {
        if graph.kind(of: part) == .view || stepOf[part] == nil { continue }
        if case .concat = graph.vertices[part].op { continue }
        home[part] = (whole.buffer, whole.delta + offset)
      }
    }
  }

  private mutating func placeRest() {
    var outside = Set(graph.updates.map(\.value))
    for user in graph.vertices.indices where stepOf[user] != nil {
      for read in graph.reads(of: user) where stepOf[read.vertex] != stepOf[user] {
        outside.insert(read.vertex)
      }
    }
    for output in graph.outputs { outside.insert(graph.root(of: output)) }
    for (vertex, v) in graph.vertices.enumerated() where home[vertex] == nil {
      guard stepOf[vertex] != nil else { continue }
      let reduces =
        switch graph.kind(of: vertex) {
        case .contraction, .standalone: true
        case .source, .inline, .view, .elementwise, .outer: false
        }
      if reduces || outside.contains(vertex) { home[vertex] = (addBuffer(v.shape.count), 0) }
    }
  }
}

// MARK: - Lifetimes

extension ArenaPlan {
  private mutating func measureLifetimes() {
    for vertex in graph.vertices.indices {
      guard let step = stepOf[vertex] else { continue }
      touch(vertex, step)
      for read in graph.reads(of: vertex) { touch(read.vertex, step) }
    }
    let kept = copies.map(\.value) + graph.outputs.map { graph.root(of: $0) }
    for vertex in kept { touch(vertex, steps.count) }
  }

  /// What only its own pass reads, row by row, needs the memory of a band; all else must stay for the whole pass.
  private mutating func keepBands() {
    let owners = Dictionary(
      grouping: home.indices.filter { home[$0] != nil }, by: { home[$0]?.buffer ?? 0 })
    let readElsewhere = readOutsideOfBands()
    for buffer in buffers.indices where buffers[buffer].offset == nil && buffers[buffer].last >= 0 {
      let (first, last) = (buffers[buffer].first, buffers[buffer].last)
      let vertices = owners[buffer] ?? []
      if last < steps.count, readElsewhere.isDisjoint(with: vertices),
        let rows = bandOf(vertices, passes.pass(of: first))
      {
        banded.insert(buffer)
        buffers[buffer].count = rows * graph.vertices[vertices[0]].shape.columns
      } else {
        buffers[buffer].first = passes.pass(of: first).steps.lowerBound
        if last < steps.count {
          buffers[buffer].last = passes.pass(of: last).steps.upperBound - 1
        }
      }
    }
  }

  /// The values of which a step reads other rows than those of its band, or a step of another pass reads any.
  private func readOutsideOfBands() -> Set<Int> {
    var found: Set<Int> = []
    for (number, step) in steps.enumerated() {
      let own = passes.pass(of: number).steps
      for read in step.vertices.flatMap({ graph.rowReads(of: $0) }) {
        let isOwn = stepOf[read.vertex].map(own.contains) == true
        if !read.isByRows || !isOwn { found.insert(read.vertex) }
      }
    }
    return found
  }

  /// The rows of a band, if all these values are made row by row in this pass.
  private func bandOf(_ vertices: [Int], _ pass: Passes.Pass) -> Int? {
    guard pass.rows != nil, let shape = vertices.first.map({ graph.vertices[$0].shape }),
      shape.columns > Graph.thin,
      vertices.allSatisfy({ vertex in
        stepOf[vertex].map(pass.steps.contains) == true && graph.vertices[vertex].shape == shape
          && home[vertex]?.delta == 0 && graph.isMadeByRows(vertex)
      })
    else { return nil }
    return pass.band
  }

  private mutating func touch(_ vertex: Int, _ step: Int) {
    guard let (buffer, _) = home[vertex], buffers[buffer].offset == nil else { return }
    buffers[buffer].first = min(buffers[buffer].first, step)
    buffers[buffer].last = max(buffers[buffer].last, step)
  }

  /// Gives every temporary an offset from `base` on: the largest first, each at the lowest address that is
  /// free during its lifetime.
  mutating func assign(from base: Int) {
    let order = buffers.indices.filter { buffers[$0].offset == nil && buffers[$0].last >= 0 }
      .sorted { (buffers[$1].count, $0) < (buffers[$0].count, $1) }
    var placed: [Int] = []
    end = base
    for buffer in order {
      let size = PersistentLayout.staggered(buffers[buffer].count)
      let neighbours = placed.filter { overlapInTime($0, buffer) }
        .map { ($0, buffers[$0].offset ?? base) }.sorted { $0.1 < $1.1 }
      var offset = base
      for (other, start) in neighbours {
        if start >= offset + size { break }
        offset = max(offset, start + PersistentLayout.staggered(buffers[other].count))
      }
      buffers[buffer].offset = offset
      placed.append(buffer)
      end = max(end, offset + size)
      unsharedCount += size
    }
  }

  private func overlapInTime(_ a: Int, _ b: Int) -> Bool {
    buffers[a].first <= buffers[b].last && buffers[b].first <= buffers[a].last
  }
}
