/// How a vertex of the graph is carried out.
enum WorkKind: Equatable {
  /// Given from outside.
  case source
  /// Made on the fly by whoever reads it.
  case inline
  /// A view of other memory.
  case view
  /// Entry by entry over its own shape.
  case elementwise
  /// A product with a small inner size, made like a repetition over its own shape.
  case outer
  /// Reduces its first (or second) operand, the tile, over whose shape it runs.
  case contraction(Contraction, tile: Int)
  /// A step of its own.
  case standalone
}

/// Reductions that a run of elementwise work can end in.
enum Contraction {
  case sumRows, sumColumns, sumAll
  /// tile × thin matrix
  case productRight
  /// thin matrixᵀ × tile
  case productLeft
  /// tileᵀ × thin matrix
  case productLeftTransposed
}

extension Graph {
  /// Products with a side of at most this size are part of elementwise runs.
  ///
  /// Libraries are slow on them, and the run has the tile at hand. Packs of two samples in the plane have four columns, and
  /// are better off in a product of their own: 1.9 ms a step of the study's GAN instead of 3.2.
  static let thin = 2

  func kind(of vertex: Int) -> WorkKind {
    recomputed.contains(vertex) ? .inline : kindWhenStored(of: vertex)
  }

  /// The kind of a vertex, were it computed once and kept.
  func kindWhenStored(of vertex: Int) -> WorkKind {
    let v = vertices[vertex]
    switch v.op {
    case .leaf, .draw: return .source
    case .constant, .broadcast: return .inline
    case .slice: return .view
    case .unary, .binary: return .elementwise
    case .sum: return .contraction(sumKind(v), tile: 0)
    case .matmul(let tl, let tr): return matmulKind(v, tl, tr)
    case .concat, .columns, .placedColumns, .closeness, .closenessTranspose, .eigenvectors:
      return .standalone
    }
  }

  private func sumKind(_ v: Vertex) -> Contraction {
    if v.shape == .scalar { return .sumAll }
    return v.shape.rows == 1 ? .sumRows : .sumColumns
  }

  private func matmulKind(_ v: Vertex, _ tl: Bool, _ tr: Bool) -> WorkKind {
    let left = vertices[v.operands[0]].shape
    let inner = tl ? left.rows : left.columns
    if inner <= Graph.thin { return .outer }
    if v.shape.columns <= Graph.thin {
      return .contraction(tl ? .productLeftTransposed : .productRight, tile: 0)
    }
    if v.shape.rows <= Graph.thin, tl, !tr { return .contraction(.productLeft, tile: 1) }
    return .standalone
  }

  /// The shape over which a vertex runs as part of a group; nil where it is none.
  func groupShape(of vertex: Int) -> Shape? {
    switch kindWhenStored(of: vertex) {
    case .elementwise, .outer: vertices[vertex].shape
    case .contraction(_, let tile): vertices[vertices[vertex].operands[tile]].shape
    case .source, .inline, .view, .standalone: nil
    }
  }
}
