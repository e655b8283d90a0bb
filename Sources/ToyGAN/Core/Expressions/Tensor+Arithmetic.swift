/// Elementwise arithmetic. A side of 1 is broadcast to match; other differences of shape trap.
extension Tensor {
  /// Elementwise sum; a side of one row or one column is broadcast to match the other.
  public static func + (a: Tensor, b: Tensor) -> Tensor {
    if let joined = joining(a, b) { return joined }
    return combine(.add, a, b)
  }
  /// Elementwise difference; shapes are broadcast as for a sum.
  public static func - (a: Tensor, b: Tensor) -> Tensor { combine(.subtract, a, b) }
  /// Elementwise product, not the matrix product; shapes are broadcast as for a sum.
  public static func * (a: Tensor, b: Tensor) -> Tensor { combine(.multiply, a, b) }
  /// Elementwise quotient; shapes are broadcast as for a sum.
  public static func / (a: Tensor, b: Tensor) -> Tensor { combine(.divide, a, b) }
  /// A number minus each entry.
  public static func - (a: Double, b: Tensor) -> Tensor { .constant(a) - b }
  /// A number times each entry.
  public static func * (a: Double, b: Tensor) -> Tensor { .constant(a) * b }
  /// A number divided by each entry.
  public static func / (a: Double, b: Tensor) -> Tensor { .constant(a) / b }
  /// The negative of each entry.
  public static prefix func - (a: Tensor) -> Tensor { a.map(.negate) }

  /// Elementwise minimum; shapes are broadcast as for a sum.
  public func minimum(_ other: Tensor) -> Tensor { Tensor.combine(.minimum, self, other) }
  /// Elementwise maximum; shapes are broadcast as for a sum.
  public func maximum(_ other: Tensor) -> Tensor { Tensor.combine(.maximum, self, other) }

  /// Every entry clamped to `range`.
  public func clamped(to range: ClosedRange<Double>) -> Tensor {
    minimum(.constant(range.upperBound)).maximum(.constant(range.lowerBound))
  }

  func map(_ function: Unary) -> Tensor {
    if let value = constantValue { return .constant(function(value), shape) }
    return Tensor(.unary(function), [self], shape)
  }

  private static func combine(_ function: Binary, _ a: Tensor, _ b: Tensor) -> Tensor {
    let shape = Shape(max(a.shape.rows, b.shape.rows), max(a.shape.columns, b.shape.columns))
    guard a.shape.broadcasts(to: shape), b.shape.broadcasts(to: shape) else {
      fatalError("\(function): \(a.shape) and \(b.shape) do not broadcast")
    }
    if let short = shortcut(function, a, b, shape) { return short }
    return Tensor(.binary(function), [a.broadcast(to: shape), b.broadcast(to: shape)], shape)
  }

  /// Folds constants and drops neutral elements, so that derivatives contain no multiplications by one.
  private static func shortcut(
    _ function: Binary, _ a: Tensor, _ b: Tensor, _ shape: Shape
  ) -> Tensor? {
    if let x = a.constantValue, let y = b.constantValue { return .constant(function(x, y), shape) }
    if let merged = mergedSign(function, a, b) { return merged }
    return switch (function, a.constantValue, b.constantValue) {
    case (.add, 0?, _): b.broadcast(to: shape)
    case (.add, _, 0?), (.subtract, _, 0?): a.broadcast(to: shape)
    case (.subtract, 0?, _): (-b).broadcast(to: shape)
    case (.multiply, 1?, _): b.broadcast(to: shape)
    case (.multiply, _, 1?), (.divide, _, 1?): a.broadcast(to: shape)
    case (.multiply, .some(-1), _): (-b).broadcast(to: shape)
    case (.multiply, _, .some(-1)): (-a).broadcast(to: shape)
    case (.multiply, 0?, _), (.multiply, _, 0?), (.divide, 0?, _): .constant(0, shape)
    default: nil
    }
  }
}

extension Tensor {
  /// A constant factor that also has the sign of the other factor.
  ///
  /// A sum with a negative operand is not made a difference: what `oneHot` compares with its own maximum would be
  /// rounded in one of the two places only.
  private static func mergedSign(_ function: Binary, _ a: Tensor, _ b: Tensor) -> Tensor? {
    guard function == .multiply else { return nil }
    if let k = a.constantValue, let x = b.negated { return .constant(-k, a.shape) * x }
    if let x = a.negated, let k = b.constantValue { return .constant(-k, b.shape) * x }
    return nil
  }

  /// What this is the negative of, if it is one.
  private var negated: Tensor? {
    if case .unary(.negate) = node.op { node.operands[0] } else { nil }
  }
}

extension Unary {
  /// The function in double precision: the reference for kernels.
  package func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .copy: x
    case .negate: -x
    case .exp: LibM.exp(x)
    case .expm1: LibM.expm1(x)
    case .log: LibM.log(x)
    case .squareRoot: x.squareRoot()
    case .tanh: LibM.tanh(x)
    case .sigmoid: 1 / (1 + LibM.exp(-x))
    case .softplus: max(x, 0) + LibM.log1p(LibM.exp(-abs(x)))
    case .relu: x > 0 ? x : 0
    case .step: x > 0 ? 1 : 0
    case .absolute: abs(x)
    case .sign: x > 0 ? 1 : (x < 0 ? -1 : 0)
    case .sine: LibM.sin(x)
    case .cosine: LibM.cos(x)
    }
  }
}

extension Binary {
  /// The function in double precision.
  package func callAsFunction(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .minimum: x < y ? x : y
    case .maximum: x > y ? x : y
    }
  }
}
