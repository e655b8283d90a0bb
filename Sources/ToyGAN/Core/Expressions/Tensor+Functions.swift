/// Functions, reductions and products.
extension Tensor {
  /// eˣ of each entry.
  public func exp() -> Tensor { map(.exp) }
  /// exp(x) - 1, without cancellation near zero.
  public func expm1() -> Tensor { map(.expm1) }
  /// Natural logarithm of each entry.
  public func log() -> Tensor { map(.log) }
  /// Square root of each entry.
  public func squareRoot() -> Tensor { map(.squareRoot) }
  /// Hyperbolic tangent of each entry.
  public func tanh() -> Tensor { map(.tanh) }
  /// 1 / (1 + exp(-x)).
  public func sigmoid() -> Tensor { map(.sigmoid) }
  /// log(1 + exp(x)), without overflow.
  public func softplus() -> Tensor { map(.softplus) }
  /// max(0, x) of each entry.
  public func relu() -> Tensor { map(.relu) }
  /// 1 if positive, otherwise 0; its derivative is defined as 0.
  public func step() -> Tensor { map(.step) }
  /// |x| of each entry.
  public func absolute() -> Tensor { map(.absolute) }
  /// Sign of each entry, -1, 0 or 1; its derivative is 0.
  public func sign() -> Tensor { map(.sign) }
  /// Sine of each entry, in radians.
  public func sine() -> Tensor { map(.sine) }
  /// Cosine of each entry, in radians.
  public func cosine() -> Tensor { map(.cosine) }
  /// x² of each entry.
  public func squared() -> Tensor { self * self }

  /// Sum of all entries, [1, 1].
  public func sum() -> Tensor { sum(to: .scalar) }
  /// Mean of all entries, [1, 1].
  public func mean() -> Tensor { (1 / Double(shape.count)) * sum() }
  /// Sum of each row, [rows, 1].
  public func rowSums() -> Tensor { sum(to: Shape(shape.rows, 1)) }
  /// Sum of each column, [1, columns].
  public func columnSums() -> Tensor { sum(to: Shape(1, shape.columns)) }
  /// Euclidean norm of each row, [rows, 1]: √(Σ x² + floor).
  ///
  /// The floor keeps the derivative finite at zero.
  public func rowNorms(floor: Double = 1e-12) -> Tensor {
    (squared().rowSums() + .constant(floor)).squareRoot()
  }

  /// Sum to a shape whose sizes are 1 or unchanged.
  public func sum(to target: Shape) -> Tensor {
    if target == shape { return self }
    guard target.broadcasts(to: shape) else { fatalError("sum: \(shape) cannot go to \(target)") }
    if let value = constantValue {
      return .constant(value * Double(shape.count / target.count), target)
    }
    return Tensor(.sum, [self], target)
  }

  /// Broadcasts sides of 1 to the sizes in `target`.
  public func broadcast(to target: Shape) -> Tensor {
    if target == shape { return self }
    guard shape.broadcasts(to: target) else {
      fatalError("broadcast: \(shape) cannot go to \(target)")
    }
    if let value = constantValue { return .constant(value, target) }
    if case .broadcast = node.op { return node.operands[0].broadcast(to: target) }
    return Tensor(.broadcast, [self], target)
  }

  /// Matrix product [m, k] × [k, n] → [m, n] of the operands or their transposes.
  public func matmul(
    _ b: Tensor, transposeLeft: Bool = false, transposeRight: Bool = false
  ) -> Tensor {
    let (m, k) = transposeLeft ? (shape.columns, shape.rows) : (shape.rows, shape.columns)
    let (l, n) =
      transposeRight ? (b.shape.columns, b.shape.rows) : (b.shape.rows, b.shape.columns)
    guard k == l else {
      fatalError("matmul: inner sizes \(k) and \(l) differ in \(shape) × \(b.shape)")
    }
    let op = Op.matmul(transposeLeft: transposeLeft, transposeRight: transposeRight)
    return Tensor(op, [self, b], Shape(m, n))
  }
}
