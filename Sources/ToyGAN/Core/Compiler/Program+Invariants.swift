extension Program {
  /// Whether no two values that are alive at the same time share memory, and nothing is read too early.
  ///
  /// Traps with the offending values if not. Checked after every compilation in debug builds.
  func checkInvariants() -> Bool {
    for code in code {
      checkOrder(code)
      checkOverlap(code)
    }
    return true
  }

  private func checkOrder(_ code: Code) {
    var made: Set<Int> = []
    for (number, step) in code.steps.enumerated() {
      for vertex in step.vertices {
        for read in code.graph.reads(of: vertex) {
          guard let madeIn = code.plan.stepOf[read.vertex] else { continue }
          let isWhole = ![.elementwise, .outer].contains(code.graph.kind(of: read.vertex))
          if !made.contains(read.vertex) || isWhole && madeIn == number {
            fatalError("\(code.name): vertex \(vertex) reads \(read.vertex) before it is made")
          }
        }
        made.insert(vertex)
      }
    }
  }

  private func checkOverlap(_ code: Code) {
    let buffers = code.plan.temporaries
    for (i, a) in buffers.enumerated() {
      for b in buffers[(i + 1)...] where a.first <= b.last && b.first <= a.last {
        guard let x = a.offset, let y = b.offset else { continue }
        if x < y + b.count && y < x + a.count {
          fatalError("\(code.name): [\(x), \(x + a.count)) and [\(y), \(y + b.count)) overlap")
        }
      }
    }
  }
}
