import CKernels

/// Combines neighbouring operations that can be computed in one pass over a tile.
///
///     step(h), then · x    →  h > 0 ? x : 0
///     1 - h h, then · x    →  (1 - h²) x
///     A B, then + C        →  A B + C
///     A B + C, then relu   →  relu(A B + C); the same with tanh
///     A B + C, then select →  h > 0 ? A B + C : 0
///     a b, then + c d      →  [a c] [b; d]
///     C + bias, then relu  →  relu(C + bias)
///
/// An operation that is removed must have no other reader and must not be stored in memory. Afterwards,
/// sums over rows and products with thin matrices are merged into the product whose entries they read.
struct Peephole {
  private(set) var operations: [toygan_operation]
  private var readers: [[Int]]
  private var gone: Set<Int> = []
  private var joined: [Int: [toygan_operation]] = [:]
  private let registers: [GroupBuilder.Register]
  /// Registers whose rows are all equal.
  private let rowRegisters: Set<Int32>
  /// Whether a row of the group fills whole vector registers.
  private let fillsRegisters: Bool

  init(_ group: GroupBuilder) {
    (operations, registers) = (group.each, group.registers)
    rowRegisters = group.rowRegisters
    fillsRegisters = group.shape.columns % Int(TOYGAN_LANES) == 0
    readers = Array(repeating: [], count: registers.count)
    for (position, operation) in operations.enumerated() {
      for register in Set(operation.reads) { readers[register].append(position) }
    }
    for position in operations.indices { replaceStep(at: position) }
    for position in operations.indices { replaceTanhSlope(at: position) }
    if fillsRegisters {
      for position in operations.indices { makeLayer(at: position) }
    }
    for position in operations.indices { joinProduct(at: position) }
    if fillsRegisters {
      for position in operations.indices where !gone.contains(position) { joinSums(at: position) }
    }
    let remaining = operations.indices.filter { !gone.contains($0) }
    self.operations = remaining.flatMap { [operations[$0]] + (joined[$0] ?? []) }
  }

  /// Positions of operations that read the result of an operation, if the result is not stored in memory.
  private func readers(of operation: toygan_operation) -> [Int]? {
    guard let target = operation.writes, case .temporary = registers[target] else { return nil }
    return readers[target]
  }

  /// A step function that is only a factor of products becomes a select operation in each product.
  private mutating func replaceStep(at position: Int) {
    let step = operations[position]
    guard step.isUnary(.step), let products = products(with: step) else { return }
    replace(products, with: toygan_select, of: step.left, insteadOf: step.target)
    gone.insert(position)
  }

  /// The slope of a tanh, 1 - h², that is only a factor of products becomes part of each product.
  private mutating func replaceTanhSlope(at position: Int) {
    let square = operations[position]
    guard square.isBinary(.multiply), square.isOfItself, let users = readers(of: square),
      users.count == 1, operations[users[0]].isOneMinus,
      let products = products(with: operations[users[0]])
    else { return }
    replace(
      products, with: toygan_tanh_slope, of: square.left, insteadOf: operations[users[0]].target)
    gone.formUnion([position, users[0]])
  }

  /// Positions of the products that read an operation's result; nil if anything else does.
  private func products(with operation: toygan_operation) -> [Int]? {
    guard let products = readers(of: operation),
      products.allSatisfy({ operations[$0].isBinary(.multiply) && !operations[$0].isOfItself })
    else { return nil }
    return products
  }

  /// Makes each product an operation of `register` and of the product's other factor.
  private mutating func replace(
    _ products: [Int], with kind: toygan_kind, of register: Int32, insteadOf factor: Int32
  ) {
    for product in products {
      let other = operations[product].other(than: factor)
      operations[product].kind = Int32(kind.rawValue)
      (operations[product].left, operations[product].right) = (register, other)
      readers[Int(register)].append(product)
    }
  }

  /// A bias, or the derivative of an activation, becomes a product with an inner size of 0, which like
  /// other products can end in an activation and include sums.
  private mutating func makeLayer(at position: Int) {
    let operation = operations[position]
    var layer = operation
    layer.kind = Int32(toygan_outer.rawValue)
    (layer.count, layer.addend, layer.row) = (0, -1, -1)
    if operation.isBinary(.add), rowRegisters.contains(operation.right) {
      (layer.addend, layer.row) = (operation.left, operation.right)
    } else if operation.isBinary(.add), rowRegisters.contains(operation.left) {
      (layer.addend, layer.row) = (operation.right, operation.left)
    } else if operation.derivativeEnding != nil {
      (layer.addend, layer.right) = (operation.right, operation.left)
    } else {
      return
    }
    if rowRegisters.contains(layer.addend) { return }
    layer.function = Int32((operation.derivativeEnding ?? toygan_unchanged).rawValue)
    operations[position] = layer
  }

  /// A product with a single reader is merged with that operation into one pass.
  private mutating func joinProduct(at position: Int) {
    let product = operations[position]
    guard product.kind == toygan_outer.rawValue, product.function == toygan_unchanged.rawValue,
      let readers = readers(of: product), readers.count == 1
    else { return }
    let next = operations[readers[0]]
    var both = product
    both.target = next.target
    if product.addend < 0, product.row < 0, next.isBinary(.add), !next.isOfItself {
      both.addend = next.other(than: product.target)
    } else if next.isUnary(.relu) {
      both.function = Int32(toygan_rectified.rawValue)
    } else if next.isUnary(.tanh), fillsRegisters {
      both.function = Int32(toygan_squashed.rawValue)
    } else if let ending = next.derivativeEnding, next.right == product.target,
      next.left != product.target
    {
      both.function = Int32(ending.rawValue)
      both.right = next.left
    } else if next.isLayer(of: product.target), product.row < 0 || next.row < 0 {
      both.row = max(product.row, next.row)
      (both.function, both.right) = (next.function, next.right)
    } else if let pair = product.paired(with: next) {
      both = pair
    } else {
      return
    }
    if rowRegisters.contains(both.addend) { (both.row, both.addend) = (both.addend, -1) }
    operations[readers[0]] = both
    gone.insert(position)
  }

  /// Sums over a product's entries are computed together with the product, at most one of each kind.
  private mutating func joinSums(at position: Int) {
    let product = operations[position]
    guard product.kind == toygan_outer.rawValue, product.count <= 2 else { return }
    var sums: [toygan_operation] = []
    var others = 0
    for reader in readers[Int(product.target)] where !gone.contains(reader) {
      let sum = operations[reader]
      if sum.canJoin, !sums.contains(where: { $0.kind == sum.kind }) {
        sums.append(sum)
        gone.insert(reader)
      } else {
        others += 1
      }
    }
    if sums.isEmpty { return }
    let isTemporary = if case .temporary = registers[Int(product.target)] { true } else { false }
    joined[position] = sums
    operations[position].joined = Int32(sums.count)
    operations[position].is_kept = others > 0 || !isTemporary ? 1 : 0
  }
}

extension toygan_operation {
  /// Whether an outer product can include this operation.
  fileprivate var canJoin: Bool {
    switch toygan_kind(UInt32(kind)) {
    case toygan_sum_rows: true
    case toygan_product_left, toygan_product_right: count <= 2
    default: false
    }
  }

  /// Whether this operation only adds a row to a register, or selects its entries by another register.
  fileprivate func isLayer(of register: Int32) -> Bool {
    kind == toygan_outer.rawValue && count == 0 && addend == register
      && !(hasDerivativeEnding && right == register)
  }

  /// The combination of two products with an inner size of 1, where `sum` adds this product to its own.
  fileprivate func paired(with sum: toygan_operation) -> toygan_operation? {
    guard sum.kind == toygan_outer.rawValue, sum.addend == target, addend < 0, row < 0,
      sum.count == 1, count == 1, sum.row_stride == row_stride,
      // Far from each other they stay two products.
      let innerStride = Int32(exactly: source - sum.source),
      let otherStride = Int32(exactly: other - sum.other)
    else { return nil }
    var pair = sum
    pair.addend = -1
    pair.count = 2
    (pair.inner_stride, pair.other_stride) = (innerStride, otherStride)
    return pair
  }

  /// Whether this operation is 1 less a register.
  fileprivate var isOneMinus: Bool {
    kind == toygan_apply_constant_binary.rawValue && function == Binary.subtract.rawValue
      && immediate == 1
  }

  /// The ending of a product that does what this operation does with it, if it is the derivative of an activation.
  fileprivate var derivativeEnding: toygan_ending? {
    switch toygan_kind(UInt32(kind)) {
    case toygan_select: toygan_where_positive
    case toygan_tanh_slope: toygan_times_tanh_slope
    default: nil
    }
  }

  fileprivate func isUnary(_ function: Unary) -> Bool {
    kind == toygan_apply_unary.rawValue && self.function == function.rawValue
  }

  fileprivate func isBinary(_ function: Binary) -> Bool {
    kind == toygan_apply_binary.rawValue && self.function == function.rawValue
  }

  /// Whether both operands are the same register.
  fileprivate var isOfItself: Bool { left == right }

  /// The operand of a sum or product that is not this one.
  fileprivate func other(than register: Int32) -> Int32 { left == register ? right : left }
}
