import CKernels

/// Reductions, and products with a thin matrix.
extension GroupBuilder {
  /// A piece of scratch memory, identified by a negative number until its offset is assigned.
  private mutating func piece(_ count: Int) -> Int64 {
    pieces.append(count)
    return Int64(-pieces.count)
  }

  private mutating func zero(_ at: Int64, _ count: Int) {
    once.append(operation(toygan_zero) { ($0.sink, $0.count) = (at, Int32(count)) })
  }

  mutating func emitSum(_ vertex: Int, of tile: Int) {
    let left = register(for: tile)
    let sink = Int64(plan.offset(of: vertex))
    guard case .contraction(let kind, _) = graph.kind(of: vertex) else { return }
    if kind == .sumAll {
      let total = piece(2)  // a double
      zero(total, 2)
      each.append(operation(toygan_sum_all) { ($0.left, $0.sink) = (left, total) })
      last.append(operation(toygan_store_sum) { ($0.source, $0.sink) = (total, sink) })
      return
    }
    zero(sink, graph.vertices[vertex].shape.count)
    let operationKind = kind == .sumRows ? toygan_sum_rows : toygan_sum_columns
    each.append(operation(operationKind) { ($0.left, $0.sink) = (left, sink) })
  }

  /// The rows of a thin operand in sequence, [count, columns], transposed if needed.
  private mutating func rows(_ vertex: Int, count: Int, areColumns: Bool) -> Int64 {
    let source = Int64(plan.offset(of: vertex))
    if !areColumns || count == 1 { return source }
    let turned = piece(count * shape.columns)
    once.append(
      operation(toygan_transpose) {
        ($0.source, $0.sink, $0.count) = (source, turned, Int32(count))
      })
    return turned
  }

  mutating func emitOuter(_ vertex: Int, _ a: Int, _ b: Int, _ tl: Bool, _ tr: Bool) {
    let left = graph.vertices[a].shape
    let inner = tl ? left.rows : left.columns
    let other = rows(b, count: inner, areColumns: tr)
    let source = Int64(plan.offset(of: a))
    let target = target(for: vertex)
    each.append(
      operation(toygan_outer) {
        ($0.target, $0.count, $0.source, $0.other) = (target, Int32(inner), source, other)
        ($0.addend, $0.row, $0.other_stride) = (-1, -1, Int32(shape.columns))
        ($0.row_stride, $0.inner_stride) = tl ? (1, Int32(left.columns)) : (Int32(inner), 1)
      })
  }

  mutating func emitProduct(
    _ kind: Contraction, _ vertex: Int, _ a: Int, _ b: Int, transposeRight tr: Bool
  ) {
    let sink = Int64(plan.offset(of: vertex))
    let result = graph.vertices[vertex].shape
    if kind == .productRight {
      let other = rows(b, count: result.columns, areColumns: !tr)
      let left = register(for: a)
      zero(sink, result.count)
      each.append(
        operation(toygan_product_right) {
          ($0.left, $0.other, $0.sink, $0.count) = (left, other, sink, Int32(result.columns))
        })
      return
    }
    // A thin matrix, transposed, times the tile; if the tile is the left operand, the result is transposed
    // and is transposed back at the end.
    let (tile, thin) = kind == .productLeft ? (b, a) : (a, b)
    let count = kind == .productLeft ? result.rows : result.columns
    let turned = kind == .productLeftTransposed && count > 1
    let sum = turned ? piece(result.count) : sink
    let left = register(for: tile)
    let source = Int64(plan.offset(of: thin))
    let isRows = kind == .productLeftTransposed && tr  // thin lies as [count, rows]
    zero(sum, result.count)
    each.append(
      operation(toygan_product_left) {
        ($0.left, $0.source, $0.sink, $0.count) = (left, source, sum, Int32(count))
        ($0.row_stride, $0.inner_stride) =
          isRows ? (1, Int32(shape.rows)) : (Int32(count), 1)
      })
    guard turned else { return }
    last.append(
      operation(toygan_transpose_out) {
        ($0.source, $0.sink, $0.count) = (sum, sink, Int32(count))
      })
  }
}
