/// Row vectors and the matrices stored in them: how a network's weights share one vector.
extension Tensor {
  /// The `shape.count` numbers of a row vector [1, n] starting at `offset`, as a matrix.
  public func slice(from offset: Int, _ shape: Shape) -> Tensor {
    guard self.shape.rows == 1, offset >= 0, offset + shape.count <= self.shape.columns else {
      fatalError("slice: \(shape) at \(offset) does not lie in \(self.shape)")
    }
    if shape == self.shape { return self }
    if let value = constantValue { return .constant(value, shape) }
    return Tensor(.slice(offset: offset), [self], shape)
  }

  /// The same numbers, in row-major order, as a matrix of another shape.
  public func reshaped(to other: Shape) -> Tensor {
    guard other.count == shape.count else { fatalError("reshaped: \(shape) to \(other)") }
    if other == shape { return self }
    return placed(at: 0, in: shape.count).slice(from: 0, other)
  }

  /// A row vector [1, `count`] that contains this matrix starting at `offset`, and zeros elsewhere.
  package func placed(at offset: Int, in count: Int) -> Tensor {
    if shape == Shape(1, count) { return self }
    return Tensor(.concat(offsets: [offset]), [self], Shape(1, count))
  }

  /// A range of columns of a matrix [n, m], [n, columns.count].
  public func columns(_ columns: Range<Int>) -> Tensor {
    guard columns.lowerBound >= 0, columns.upperBound <= shape.columns, !columns.isEmpty else {
      fatalError("columns: \(columns) of \(shape)")
    }
    if columns.count == shape.columns { return self }
    let part = Shape(shape.rows, columns.count)
    if let value = constantValue { return .constant(value, part) }
    return Tensor(.columns(from: columns.lowerBound), [self], part)
  }

  /// Matrices [n, …] concatenated along columns, [n, sum of their columns].
  public static func sideBySide(_ parts: [Tensor]) -> Tensor {
    guard let first = parts.first, parts.allSatisfy({ $0.shape.rows == first.shape.rows }) else {
      fatalError("side by side: \(parts.map(\.shape))")
    }
    let width = parts.reduce(0) { $0 + $1.shape.columns }
    var (whole, place) = (Tensor?.none, 0)
    for part in parts {
      let placed = part.placedColumns(at: place, in: width)
      whole = whole.map { $0 + placed } ?? placed
      place += part.shape.columns
    }
    return whole ?? first
  }

  /// A matrix [n, `width`] that contains this one starting at column `first`, and zeros elsewhere.
  package func placedColumns(at first: Int, in width: Int) -> Tensor {
    if width == shape.columns { return self }
    return Tensor(.placedColumns(at: first), [self], Shape(shape.rows, width))
  }

  /// The sum of two concatenations as one concatenation, if their parts do not overlap.
  ///
  /// Differentiation of a network gives the weights' gradients one by one, each placed in a vector of
  /// zeros; as one concatenation, their sum costs nothing.
  static func joining(_ a: Tensor, _ b: Tensor) -> Tensor? {
    guard case .concat(let left) = a.node.op, case .concat(let right) = b.node.op,
      a.shape == b.shape
    else { return nil }
    let parts = zip(left + right, a.node.operands + b.node.operands).sorted { $0.0 < $1.0 }
    for (part, next) in zip(parts, parts.dropFirst())
    where part.0 + part.1.shape.count > next.0 { return nil }
    return Tensor(.concat(offsets: parts.map(\.0)), parts.map(\.1), a.shape)
  }
}
