/// How a vertex of the graph is computed.
enum WorkKind: Equatable {
  /// The value is given as input.
  case source
  /// The value is computed by each reader and is not stored.
  case inline
  /// The value is a view of other memory.
  case view
  /// The value is computed entry by entry over its own shape.
  case elementwise
  /// A product with a small inner size, computed like a broadcast over its own shape.
  case outer
  /// A reduction of its first or second operand, the tile, over whose shape it runs.
  case contraction(Contraction, tile: Int)
  /// The vertex is a separate step.
  case standalone
}

/// Reductions that can follow a group of elementwise operations.
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
  /// Products with a side of at most this size are part of elementwise groups.
  ///
  /// Libraries are slow on them, and the group already has the tile in cache. Packs of
  /// two samples in the plane have four columns, and are faster as separate products: 1.9
  /// ms per step of the study's GAN instead of 3.2.
  static let thin = 2

  func kind(of vertex: Int) -> WorkKind {
    recomputed.contains(vertex) ? .inline : kindWhenStored(of: vertex)
  }

  /// The kind that a vertex would have if it were computed once and stored.
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

  /// The shape over which a vertex runs as part of a group; nil if it cannot be part of one.
  func groupShape(of vertex: Int) -> Shape? {
    switch kindWhenStored(of: vertex) {
    case .elementwise, .outer: vertices[vertex].shape
    case .contraction(_, let tile): vertices[vertices[vertex].operands[tile]].shape
    case .source, .inline, .view, .standalone: nil
    }
  }
}
