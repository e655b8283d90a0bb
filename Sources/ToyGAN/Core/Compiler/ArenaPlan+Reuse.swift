/// Values that are written over other values in place.
extension ArenaPlan {
  /// Lets a group write a value over one that it reads for the last time, entry by entry: this halves the
  /// memory that passes through the caches.
  mutating func reuseLastRead() {
    var owners: [Int: Int] = [:]
    for place in home.compactMap(\.self) { owners[place.buffer, default: 0] += 1 }
    for (step, work) in steps.enumerated() {
      guard case .group(let vertices) = work else { continue }
      for vertex in vertices where isFresh(vertex, step, owners) {
        guard
          let old = expiring(vertices, step, owners).first(where: {
            mayTake($0, by: vertex, vertices) && !isReadWhole($0, in: passes.pass(of: step))
          }),
          let from = home[old], let to = home[vertex]
        else { continue }
        buffers[from.buffer].last = max(buffers[from.buffer].last, buffers[to.buffer].last)
        buffers[to.buffer].last = -1
        home[vertex] = from
      }
    }
  }

  /// Whether a value has its own temporary buffer, which begins with this step.
  private func isFresh(_ vertex: Int, _ step: Int, _ owners: [Int: Int]) -> Bool {
    switch graph.kind(of: vertex) {
    case .elementwise, .outer: break
    case .source, .inline, .view, .contraction, .standalone: return false
    }
    guard let buffer = home[vertex]?.buffer else { return false }
    return buffers[buffer].offset == nil && buffers[buffer].first == step && owners[buffer] == 1
  }

  /// Values in their own temporary buffers that are not needed after this step.
  private func expiring(_ vertices: [Int], _ step: Int, _ owners: [Int: Int]) -> [Int] {
    var found: Set<Int> = []
    for read in vertices.flatMap({ graph.reads(of: $0) }) {
      guard let buffer = home[read.vertex]?.buffer, stepOf[read.vertex] != step else { continue }
      if buffers[buffer].offset == nil, buffers[buffer].last == step, owners[buffer] == 1 {
        found.insert(read.vertex)
      }
    }
    return found.sorted()
  }

  /// Whether a step of the pass reads rows of a value that are not those of its band.
  private func isReadWhole(_ vertex: Int, in pass: Passes.Pass) -> Bool {
    pass.rows != nil
      && pass.steps.flatMap { steps[$0].vertices }.contains { user in
        graph.rowReads(of: user).contains { $0.vertex == vertex && !$0.isByRows }
      }
  }

  /// Whether every read of `old` in a group is of the current tile, and not after `new` is written.
  private func mayTake(_ old: Int, by new: Int, _ vertices: [Int]) -> Bool {
    guard graph.vertices[old].shape == graph.vertices[new].shape else { return false }
    return vertices.allSatisfy { user in
      graph.reads(of: user).allSatisfy { read in
        read.vertex != old || !read.whole && lastRead(by: user, replacing: new) <= new
      }
    }
  }
}
