import CKernels

/// Neighbouring operations that one pass over a tile can do.
///
///     step(h), then · x    →  h > 0 ? x : 0
///     A B, then + C        →  A B + C
///     A B + C, then relu   →  relu(A B + C)
///     A B + C, then select →  h > 0 ? A B + C : 0
///
/// What goes away must be read by nothing else, and not be kept in memory.
struct Peephole {
  private(set) var operations: [toygan_operation]
  private var readers: [[Int]]
  private var gone: Set<Int> = []
  private let registers: [GroupBuilder.Register]

  init(_ operations: [toygan_operation], _ registers: [GroupBuilder.Register]) {
    (self.operations, self.registers) = (operations, registers)
    readers = Array(repeating: [], count: registers.count)
    for (position, operation) in operations.enumerated() {
      for register in Set(operation.reads) { readers[register].append(position) }
    }
    for position in operations.indices { replaceStep(at: position) }
    for position in operations.indices { joinProduct(at: position) }
    self.operations = self.operations.indices.filter { !gone.contains($0) }
      .map { self.operations[$0] }
  }

  /// Positions that read what an operation writes, where that is not kept in memory.
  private func readers(of operation: toygan_operation) -> [Int]? {
    guard let target = operation.writes, case .temporary = registers[target] else { return nil }
    return readers[target]
  }

  /// A step that only factors are made of becomes a choice in each of the products.
  private mutating func replaceStep(at position: Int) {
    let step = operations[position]
    guard step.isUnary(.step), let products = readers(of: step),
      products.allSatisfy({ operations[$0].isBinary(.multiply) && !operations[$0].isOfItself })
    else { return }
    for product in products {
      let other = operations[product].other(than: step.target)
      operations[product].kind = Int32(toygan_select.rawValue)
      (operations[product].left, operations[product].right) = (step.left, other)
      readers[Int(step.left)].append(product)
    }
    gone.insert(position)
  }

  /// A product that one operation alone goes on with is finished by it in one pass.
  private mutating func joinProduct(at position: Int) {
    let product = operations[position]
    guard product.kind == toygan_outer.rawValue, product.function == toygan_as_it_is.rawValue,
      let readers = readers(of: product), readers.count == 1
    else { return }
    let next = operations[readers[0]]
    var both = product
    both.target = next.target
    if product.addend < 0, next.isBinary(.add), !next.isOfItself {
      both.addend = next.other(than: product.target)
    } else if next.isUnary(.relu) {
      both.function = Int32(toygan_rectified.rawValue)
    } else if next.kind == toygan_select.rawValue, next.right == product.target,
      next.left != product.target
    {
      both.function = Int32(toygan_where_positive.rawValue)
      both.right = next.left
    } else {
      return
    }
    operations[readers[0]] = both
    gone.insert(position)
  }
}

extension toygan_operation {
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
